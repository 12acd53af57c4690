"""Finding the control that a move means."""

import pytest

from scenarios.agents.eyes import Control
from scenarios.agents.finding import find, fit


def _control(name: str, *around: str, kind: str = "button", index: int = 0) -> Control:
    return Control(
        frame=0,
        index=index,
        kind=kind,
        name=name,
        value="",
        custom=False,
        secret=False,
        checked=False,
        options=(),
        around=around,
    )


@pytest.mark.parametrize(
    ("name", "names", "score"),
    [
        ("Send", "Send|Enviar", 3),
        ("enviar", "Send|Enviar", 3),
        ("Send now", "Send", 2),
        ("Now send", "Send", 1),
        ("Resend", "Send", 0),
        ("Delete", "", 0),
    ],
)
def test_names_fit_by_degrees(name: str, names: str, score: int) -> None:
    """The same, one that begins so, one that has the words; a part of a word is not the word."""
    assert fit(name, names) == score


def test_the_best_name_wins_before_the_first() -> None:
    """A careful agent takes the same name, a hasty one the first that fits at all."""
    controls = [_control("Send and close"), _control("Send", index=1)]
    careful = find(controls, "Send", ("button",))
    hasty = find(controls, "Send", ("button",), careful=False)
    assert careful is not None
    assert hasty is not None
    assert (careful.index, hasty.index) == (1, 0)


def test_the_nearest_row_that_says_it_is_meant() -> None:
    """A page's outer frame says everything; the row is what counts."""
    page = "Ada 12 Bob 13"
    controls = [
        _control("Pay", "Ada 12", page),
        _control("Pay", "Bob 13", page, index=1),
        _control("Pay", page, index=2),
    ]
    found = find(controls, "Pay", ("button",), within="Bob 13")
    assert found is not None
    assert found.index == 1
    assert find(controls, "Pay", ("button",), within="Eve") is None


def test_a_hasty_agent_reads_one_word_of_the_row() -> None:
    """Of two with the same first name it takes the first."""
    controls = [_control("Pay", "Ada Holm"), _control("Pay", "Ada Berg", index=1)]
    found = find(controls, "Pay", ("button",), within="Ada Berg", careful=False)
    assert found is not None
    assert found.index == 0


def test_only_the_kinds_asked_for_are_found() -> None:
    """A field is no button of the same name."""
    assert find([_control("Amount", kind="field")], "Amount", ("button",)) is None
