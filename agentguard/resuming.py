"""A named run that goes on after its process ended: what it had started is read back from the ledger."""

from agentguard.ledger import Ledger
from agentguard.session import Session, Status
from worldmodel.outcome import Outcome


class NamedRun:
    """Notes in the ledger what a run starts, and gives it back to the session that resumes the run.

    Keys are sealed with the ledger's own key, for an action's plain digest could be tried out.

    Args:
        ledger: where it is noted.
        name: the run's name; the same name again resumes it.
    """

    def __init__(self, ledger: Ledger, name: str) -> None:
        self._ledger = ledger
        self._name = ledger.redactor.seal(f"run:{name}")

    @property
    def id(self) -> str:
        """Identifies the run, the same in every process of it."""
        return self._name

    def note_start(self, decision_id: str, key: str) -> None:
        """Record that the action of this key is about to run.

        Raises:
            LedgerError: it can't be recorded; the action must not run.
        """
        seal = self._ledger.redactor.seal
        self._ledger.append("started", {"decision": decision_id, "run": self._name, "key": seal(key)})

    def session(self) -> Session:
        """Return a session that knows what this run has started so far, and how it ended."""
        past: dict[str, Status] = {}
        for entry in self._ledger.entries(kind="started"):
            if entry.payload.get("run") == self._name:
                past.pop(entry.payload["key"], None)
                past[entry.payload["key"]] = self._end_of(entry.decision_id or "")
        return Session(past=past, seal=self._ledger.redactor.seal)

    def _end_of(self, decision_id: str) -> Status:
        ends = [entry for entry in self._ledger.about(decision_id) if entry.kind == "outcome"]
        return Outcome.model_validate(ends[-1].payload["outcome"]).status if ends else "unknown"
