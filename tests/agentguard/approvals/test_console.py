"""Asking at a real terminal."""

import asyncio
import io
import os
from collections.abc import Callable, Iterator
from typing import TextIO

import pytest

from agentguard.approvals import ConsoleApprover, NobodyThereError
from agentguard.decision import Decision
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.snapshot import Snapshot

MakeDecision = Callable[..., Decision]


class Terminal:
    """Both ends of a pseudo-terminal: the person's, and the program's."""

    def __init__(self) -> None:
        """Open the pair."""
        self.person, program = os.openpty()
        self.program: TextIO = os.fdopen(program, encoding="utf-8")
        self.output: TextIO = os.fdopen(os.dup(program), "w", encoding="utf-8")

    def types(self, text: str) -> None:
        """Type as the person."""
        os.write(self.person, text.encode())

    def shown(self) -> str:
        """What the person saw."""
        self.output.flush()
        return os.read(self.person, 65536).decode()

    def close(self) -> None:
        """Hang up."""
        self.output.close()
        self.program.close()
        os.close(self.person)


@pytest.fixture(name="terminal")
def _terminal() -> Iterator[Terminal]:
    terminal = Terminal()
    yield terminal
    terminal.close()


def _ask(terminal: Terminal, decision: Decision) -> str:
    approver = ConsoleApprover(terminal.program, terminal.output)
    snapshot = Snapshot(url="https://shop.test/checkout")
    return asyncio.run(approver.ask(decision, snapshot)).verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [("y\n", "yes"), ("No\n", "no"), ("always\n", "always"), ("what?\n\nyes\n", "yes")],
)
def test_the_person_answers(terminal: Terminal, decide: MakeDecision, typed: str, verdict: str) -> None:
    """Yes, no and always are understood; anything else is asked again."""
    terminal.types(typed)
    assert _ask(terminal, decide(Verdict.ASK)) == verdict


def test_the_person_sees_what_would_happen(terminal: Terminal, decide: MakeDecision) -> None:
    """Effect, amount, recipient, place, reason and the three answers are shown."""
    terminal.types("n\n")
    _ask(terminal, decide(Verdict.ASK, reason="It moves money."))
    shown = " ".join(terminal.shown().split())
    for words in (
        "pay order 48213",
        "12.50 EUR",
        "Kettle Ltd",
        "shop.test",
        "It moves money",
        "[y]es",
        "[a]lways",
    ):
        assert words in shown


def test_labels_cannot_rewrite_the_question(terminal: Terminal, decide: MakeDecision) -> None:
    """Terminal escapes, markup and direction marks in the agent's words are shown, not obeyed."""
    terminal.types("n\n")
    nasty = "\x1b[2J\x1b[1;1H[bold]free[/bold] \u202eevil\u200b"
    _ask(terminal, decide(Verdict.ASK, action=Action.of(Surface.TOOL, "pay", note=nasty), reason=nasty))
    shown = terminal.shown()
    assert "\x1b[2J" not in shown
    assert "\u202e" not in shown
    assert "[bold]free" in shown


def test_no_clear_answer_is_no_yes(terminal: Terminal, decide: MakeDecision) -> None:
    """Five unclear answers, or a closed line, end the question without a yes."""
    terminal.types("maybe\n" * 5)
    with pytest.raises(NobodyThereError, match="no clear answer"):
        _ask(terminal, decide(Verdict.ASK))
    terminal.types("\x04")
    with pytest.raises(NobodyThereError):
        _ask(terminal, decide(Verdict.ASK))


def test_without_a_terminal_nobody_is_there(terminal: Terminal, decide: MakeDecision) -> None:
    """Fault 24: a pipe that says yes is nobody's word."""
    for source, output in ((io.StringIO("yes\n"), terminal.output), (terminal.program, io.StringIO())):
        with pytest.raises(NobodyThereError, match="no terminal"):
            asyncio.run(ConsoleApprover(source, output).ask(decide(Verdict.ASK), Snapshot()))
