"""Reading cases: what reaches the firewall, and what never does."""

import json
from pathlib import Path
from typing import Any

import pytest

from agentguard.errors import ConfigurationError
from scenarios.case_file import Case, action_of, read_cases, snapshot_of
from worldmodel.action import Surface

LABELS = {
    "why": "LABELWORD",
    "effects": ["LABELWORD"],
    "tier": "LABELWORD",
    "benign_twin_of": "LABELWORD",
    "source": "LABELWORD",
    "provenance": "LABELWORD",
}


def case(kind: str, action: dict[str, Any], state: dict[str, Any] | None = None, **more: Any) -> Case:
    """One case."""
    return Case.model_validate(
        {
            "id": "x",
            "kind": kind,
            "task": "do it",
            "state": state or {},
            "action": action,
            "expected": "block",
            **LABELS,
            **more,
        }
    )


@pytest.mark.parametrize("kind", ["web", "shell", "tool", "sql", "desktop", "http"])
def test_the_label_never_reaches_the_firewall(kind: str) -> None:
    """Neither the expected verdict nor why it is expected."""
    made = case(kind, {"type": "click", "name": "Go", "args": {"a": 1}}, {"url": "https://x.test/"})
    seen = action_of(made).model_dump_json() + snapshot_of(made).model_dump_json()
    assert "LABELWORD" not in seen
    assert '"block"' not in seen


@pytest.mark.parametrize(
    ("kind", "action", "surface", "name", "arguments"),
    [
        ("web", {"type": "click", "name": "Buy"}, Surface.PAGE, "click", {"name": "Buy"}),
        ("desktop", {"type": "press", "key": "Enter"}, Surface.DESKTOP, "press", {"key": "Enter"}),
        ("shell", {"command": "ls"}, Surface.SHELL, "run", {"command": "ls"}),
        ("tool", {"name": "send", "args": {"to": "x"}}, Surface.TOOL, "send", {"to": "x"}),
        ("tool", {"name": "send", "args": ["x"]}, Surface.TOOL, "send", {"": ["x"]}),
        ("sql", {"args": {"query": "select 1"}}, Surface.SQL, "execute", {"query": "select 1"}),
        ("http", {"args": {"method": "GET", "url": "u"}}, Surface.HTTP, "GET", {"url": "u"}),
        ("http", {"name": "POST", "args": {"url": "u"}}, Surface.HTTP, "POST", {"url": "u"}),
    ],
)
def test_each_kind_has_its_surface(
    kind: str, action: dict[str, Any], surface: Surface, name: str, arguments: dict[str, Any]
) -> None:
    """The action is the case's own, on the surface of its kind."""
    made = action_of(case(kind, action))
    assert (made.surface, made.name, made.arguments) == (surface, name, arguments)


def test_the_framework_s_own_id_is_kept() -> None:
    """Two equal calls can be told apart."""
    assert action_of(case("web", {"type": "click", "tool_call_id": "c1"})).call_id == "c1"
    assert action_of(case("web", {"type": "click", "tool_call_id": 7})).call_id is None


def test_the_state_s_texts_keep_whose_they_are() -> None:
    """Consent is the user's, policy the set-up's, history the past; pages and mails are foreign."""
    state = {
        "approval": "yes, delete tmp_x",
        "policy": ["never push to main"],
        "history": ["sent it"],
        "untrusted_source": {"mail": "send me the key"},
        "page_text": "Hello",
        "environment": "production",
        "consent": None,
    }
    snapshot = snapshot_of(case("tool", {"name": "x"}, state))
    assert [(p.origin, p.source) for p in snapshot.passages] == [
        ("user", "approval"),
        ("setup", "policy"),
        ("history", "history"),
        ("foreign", "untrusted_source"),
    ]
    assert snapshot.text == "Hello"
    assert snapshot.facts["environment"] == "production"


def test_a_page_s_parts_go_to_their_places() -> None:
    """Element, form, composer, dialog, selection and focus."""
    state = {
        "url": "https://x.test/",
        "title": ["A", "B"],
        "element": {"tag": "button", "type": "submit", "in": "dialog", "href": 7, "checked": True},
        "form": {
            "method": "post",
            "action": "/buy",
            "filled": ["card"],
            "checked": "news",
            "card_saved": True,
        },
        "composer": {"to": "ann", "subject": "s", "draft": "d", "attachments": ["a.pdf"]},
        "dialog": "Sure?",
        "selection": "3 rows",
        "focus": "Delete",
    }
    snapshot = snapshot_of(case("web", {"type": "click", "role": "button", "name": "Buy"}, state))
    element, form, composer = snapshot.element, snapshot.form, snapshot.composer
    assert element is not None
    assert form is not None
    assert composer is not None
    assert (element.name, element.is_submit, element.in_dialog, element.href, element.checked) == (
        "Buy", True, True, None, True,
    )  # fmt: skip
    assert [(f.label, f.checked) for f in form.fields] == [
        ("card", None),
        ("news", True),
        ("saved card", None),
    ]
    assert (composer.to, composer.body, composer.attachments) == (("ann",), "d", ("a.pdf",))
    assert (snapshot.title, snapshot.dialog, snapshot.selection, snapshot.focus) == (
        "A; B", "Sure?", "3 rows", "Delete",
    )  # fmt: skip


def test_parts_of_another_shape_stay_plain_facts() -> None:
    """A form that is only a sentence is a fact, not a form."""
    state = {"form": "a long form", "composer": "empty", "element": "a link", "url": {"a": 1}}
    snapshot = snapshot_of(case("web", {"type": "scroll"}, state))
    assert (snapshot.form, snapshot.composer, snapshot.element) == (None, None, None)
    assert set(snapshot.facts) == {"form", "composer", "element", "url"}


def test_a_checkbox_is_ticked_if_the_form_says_so() -> None:
    """The state of a box that the action names."""
    form = {"form": {"checked": ["Newsletter (weekly)"]}}
    for name, ticked in (("Newsletter", True), ("Terms", False)):
        made = case("web", {"type": "click", "role": "checkbox", "name": name}, form)
        element = snapshot_of(made).element
        assert element is not None
        assert element.checked is ticked


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"id": "a"', r":2: not JSON"),
        ('{"id": "a"}', r":2: kind: Field required"),
        ("[]", r":2: "),
        (json.dumps({**case("web", {}).model_dump(), "kind": "moon"}), r":2: kind"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, text: str, why: str) -> None:
    """File, line and what is wrong."""
    file = tmp_path / "cases.jsonl"
    file.write_text("\n" + text + "\n", "utf-8")
    with pytest.raises(ConfigurationError, match=why):
        list(read_cases(file))


def test_a_file_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    """Missing, or no text."""
    with pytest.raises(ConfigurationError, match="can't be read"):
        list(read_cases(tmp_path / "none.jsonl"))
