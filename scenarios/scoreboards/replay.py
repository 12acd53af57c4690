"""Replay: a recorded run, put before a firewall of its own, action by action, as it was known at the time.

Nothing is executed. What the firewall lets through counts as done, as it was in the recording. A person is
there to ask, as in use, so that an equal question asked again does not count as a refusal; in a replay that
person is never reached.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from agentguard.decision import Decision
from agentguard.errors import EvaluationError
from agentguard.firewall import Firewall
from agentguard.judge import key_of
from agentguard.ledger.temporary import temporary_ledger
from agentguard.logs import get_log
from agentguard.settings import Settings
from agentguard.verdict import Verdict
from worldmodel.action import Action
from worldmodel.canonical import canonical_json
from worldmodel.snapshot import Passage, Snapshot

_log = get_log(__name__)


class _Present:
    """Somebody who could be asked."""

    async def ask(self, decision: Decision, snapshot: Snapshot) -> NoReturn:
        raise AssertionError("a replay only decides; it asks nobody")


@contextmanager
def replaying(settings: Settings) -> Iterator[Firewall]:
    """Yield the firewall that the replays open their sessions on; its ledger is gone afterwards.

    Failures of the firewall count as blocks, as in use. So that no score lives on them, the log tells them.
    """
    with temporary_ledger() as ledger:
        yield Firewall(settings=settings, ledger=ledger, approver=_Present())
        failures = list(ledger.entries(kind="failure"))
        if failures:
            first = failures[0].payload["error"]
            _log.error("the firewall failed, which counts as a block", times=len(failures), first=first)


class Replay:
    """One recorded run.

    Args:
        base: the firewall to open a session on.
        request: what the user asked for; None where the recording has no such words.
    """

    def __init__(self, base: Firewall, request: str | None) -> None:
        self._firewall = base.for_task(request)
        self._passages: list[Passage] = []

    def set_up(self, text: str, source: str) -> None:
        """The project's own words: a system prompt, a policy."""
        self._firewall.show(text, source, "setup")

    def say(self, text: str) -> None:
        """What the user said later on."""
        self._passages.append(Passage(origin="user", source="user_message", text=text))

    def observe(self, text: str, source: str) -> None:
        """What a tool or a page answered: foreign text."""
        if text:
            self._firewall.show(text, source)

    def decide(self, action: Action, before: Snapshot | None = None) -> Verdict:
        """What the firewall would do about `action`. A firewall that fails stops the action: `block`."""
        before = self._with_words(before or Snapshot(surface=action.surface.value))
        try:
            verdict = self._firewall.decide(action, before).would_be
        except EvaluationError:
            return Verdict.BLOCK
        if verdict is Verdict.ALLOW:
            key = key_of(action, before)
            self._firewall.session.begin(key)
            self._firewall.session.end(key, "done")
        return verdict

    def _with_words(self, before: Snapshot) -> Snapshot:
        if not self._passages:
            return before
        return before.model_copy(update={"passages": (*before.passages, *self._passages)})


def tool_state(description: str, parameters: dict[str, Any]) -> Snapshot:
    """The state of a tool call as far as a framework knows it: what the tool's author says of it.

    Args:
        description: the tool's own description.
        parameters: its parameters by name, each with its JSON schema.
    """
    told = {"description": description, "schema": {"type": "object", "properties": parameters}}
    return Snapshot(surface="tool", facts_json=canonical_json({"tool": told}))
