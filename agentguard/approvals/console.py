"""Asks the person at the terminal."""

import asyncio
import getpass
import sys
import threading
from typing import TYPE_CHECKING, TextIO

from agentguard.approvals import wording
from agentguard.approvals.approver import Answer, NobodyThereError, Word
from agentguard.decision import Decision
from worldmodel.snapshot import Snapshot

if TYPE_CHECKING:
    from rich.console import Console

_WORDS: dict[str, Word] = {"y": "yes", "yes": "yes", "n": "no", "no": "no", "a": "always", "always": "always"}
_TRIES = 5


class ConsoleApprover:
    """Shows what would happen and reads yes, no, or always for this object.

    Asks on `output` (standard error, so that a program's own output stays clean) and reads `source`
    (standard input). Where either is no terminal there is nobody to ask, and the action is not run.
    Parallel questions come one after another.
    """

    def __init__(self, source: TextIO | None = None, output: TextIO | None = None) -> None:
        self._source = source
        self._output = output
        self._one_at_a_time = threading.Lock()

    async def ask(self, decision: Decision, snapshot: Snapshot) -> Answer:
        """Return the person's answer.

        Raises:
            NobodyThereError: no terminal, the terminal was closed, or no clear answer in five tries.
        """
        return await asyncio.to_thread(self._ask, decision, snapshot)

    def _ask(self, decision: Decision, snapshot: Snapshot) -> Answer:
        from rich.console import Console

        source, output = self._source or sys.stdin, self._output or sys.stderr
        if not (_is_terminal(source) and _is_terminal(output)):
            raise NobodyThereError("there is no terminal to ask at")
        console = Console(file=output, highlight=False, markup=False, emoji=False)
        with self._one_at_a_time:
            _show(console, decision, snapshot)
            return self._read(console, source)

    def _read(self, console: "Console", source: TextIO) -> Answer:
        for _ in range(_TRIES):
            console.print("Run it?  [y]es once   [n]o   [a]lways for this object: ", end="")
            line = source.readline()
            if not line:
                break
            word = _WORDS.get(line.strip().casefold())
            if word is not None:
                return Answer(verdict=word, by=_user())
        raise NobodyThereError("no clear answer was given")


def _show(console: "Console", decision: Decision, snapshot: Snapshot) -> None:
    console.print()
    console.print("The agent wants to do this, and it needs your word:", style="bold")
    console.print(f"  {wording.describe_action(decision)}")
    if snapshot.url:
        console.print(f"  at {wording.plain(snapshot.url)}")
    judgements = wording.asked_judgements(decision)
    if judgements:
        console.print("It would:", style="bold")
    for judgement in judgements:
        console.print(f"  - {wording.describe_effect(judgement.effect)}", style="yellow")
        for reason in wording.describe_reasons(judgement):
            console.print(f"      because: {reason}", style="dim")
    if decision.reason:
        console.print(f"Why you are asked: {wording.plain(decision.reason)}")


def _is_terminal(stream: TextIO) -> bool:
    return not stream.closed and stream.isatty()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "console"
