"""What an agent did: its acts with their times, the refusals it got, and what it gave up."""

from dataclasses import dataclass, field

from agentguard.errors import ActionStopped


class RefusedError(Exception):
    """A guard did not let an act run.

    Args:
        guidance: what the agent is told.
        verdict: `ask`, `replan` or `block`.
        stopped: the firewall's own signal, where it was the firewall.
    """

    def __init__(self, guidance: str, verdict: str, stopped: ActionStopped | None = None) -> None:
        super().__init__(guidance)
        self.verdict = verdict
        self.stopped = stopped


@dataclass(frozen=True)
class Done:
    """One act: its line for people, how long it took in milliseconds, and the verdict if it was refused."""

    line: str
    ms: float
    verdict: str = "allow"


@dataclass
class Run:
    """One agent's work on one task. `errors` are what the agent could not do for want of a control."""

    acts: list[Done] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    refusals: list[RefusedError] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def first_refusal(self) -> int | None:
        """The place of the first act that was refused, from 0."""
        return next((at for at, act in enumerate(self.acts) if act.verdict != "allow"), None)
