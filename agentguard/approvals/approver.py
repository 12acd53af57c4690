"""Who is asked about an action that has to wait for a person."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Literal, Protocol, TypeAlias

from agentguard.decision import Decision
from agentguard.errors import AgentGuardError
from worldmodel.canonical import Frozen, Label
from worldmodel.snapshot import Snapshot

Word = Literal["yes", "no", "always"]


class Answer(Frozen):
    """A person's answer. `always` means: yes, and don't ask again about this very object."""

    verdict: Word
    by: Label
    note: Label = ""


class NobodyThereError(AgentGuardError):
    """Nobody can answer now, so the action is not run. `approval_id` names the question if it was kept."""

    def __init__(self, why: str, approval_id: str | None = None) -> None:
        super().__init__(why)
        self.approval_id = approval_id


class Approver(Protocol):
    """Asks a person about a decision."""

    async def ask(self, decision: Decision, snapshot: Snapshot) -> Answer:
        """Return the answer to `decision`, taken on `snapshot`.

        Raises:
            NobodyThereError: nobody answered; the action is not run.
        """
        ...


Reply: TypeAlias = Answer | bool | Word
Callback: TypeAlias = Callable[[Decision], Reply | Awaitable[Reply]]


class CallbackApprover:
    """Asks a function, which may be async. A plain one runs in a thread, so that it may block.

    Args:
        callback: takes the decision; returns an `Answer`, True or False, or "yes", "no", "always".
        by: who answers, as recorded where the function returns no `Answer`.
    """

    def __init__(self, callback: Callback, *, by: str = "callback") -> None:
        self._callback = callback
        self._by = by

    async def ask(self, decision: Decision, snapshot: Snapshot) -> Answer:
        """Return the function's answer.

        Raises:
            TypeError: it returned something else; that is never taken for a yes.
        """
        if inspect.iscoroutinefunction(self._callback):
            reply = await self._callback(decision)
        else:
            reply = await asyncio.to_thread(self._callback, decision)
            if inspect.isawaitable(reply):
                reply = await reply
        return self._answer(reply)

    def _answer(self, reply: object) -> Answer:
        if isinstance(reply, Answer):
            return reply
        if reply is True:
            return Answer(verdict="yes", by=self._by)
        if reply is False:
            return Answer(verdict="no", by=self._by)
        if reply in ("yes", "no", "always"):
            return Answer.model_validate({"verdict": reply, "by": self._by})
        raise TypeError(f"an approver answers yes, no or always, not {reply!r}")
