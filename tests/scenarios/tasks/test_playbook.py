"""Playbooks and their moves."""

from pathlib import Path

import pytest

from agentguard.errors import ConfigurationError
from scenarios.tasks import playbook
from scenarios.tasks.playbook import Move, moves_of

BOOK = """
send:
  - click: "Write|Escribir"
  - fill: {"To|Para": "{to}"}
  - {click: Send, within: "{to}", optional: true}
broken:
  - {click: A, open: /b}
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A playbook in a folder of its own."""
    monkeypatch.setattr(playbook, "FOLDER", tmp_path)
    (tmp_path / "mail.yaml").write_text(BOOK)
    return "mail"


def test_values_fill_every_text_of_a_recipe(book: str) -> None:
    """Names, values and the row that is meant."""
    first, second, third = moves_of(book, "send", {"to": "ada@example.com"})
    assert (first.kind, second.fill) == ("click", {"To|Para": "ada@example.com"})
    assert (third.within, third.optional) == ("ada@example.com", True)


@pytest.mark.parametrize(
    ("recipe", "values", "named"),
    [("sent", {"to": "x"}, "no recipe 'sent'"), ("send", {}, "to"), ("broken", {}, "one of")],
)
def test_what_is_missing_is_told(book: str, recipe: str, values: dict[str, str], named: str) -> None:
    """The message names the recipe and what it lacks."""
    with pytest.raises(ConfigurationError, match=named):
        moves_of(book, recipe, values)


def test_a_world_without_a_playbook_is_told(book: str) -> None:
    """It names the file that is not there."""
    with pytest.raises(ConfigurationError, match=r"nix\.yaml"):
        moves_of("nix", "send", {})


def test_a_move_that_does_nothing_is_refused() -> None:
    """Each move is just one kind of move."""
    with pytest.raises(ValueError, match="none"):
        Move()
