"""Calls in what an agent wrote."""

from typing import Any

import pytest

from scenarios.scoreboards.agent_text import actions_in
from worldmodel.action import Surface

SEND = {"to": "ann@example.com", "body": "It's noon"}


@pytest.mark.parametrize(
    "text",
    [
        'PostSend: {"to": "ann@example.com", "body": "It\'s noon"}',
        'PostSend{"to": "ann@example.com", "body": "It\'s noon"}',
        "PostSend{'to': 'ann@example.com', 'body': \"It's noon\"}",
        'PostSend\nAction Input: {"to": "ann@example.com", "body": "It\'s noon"}',
        'PostSend Input: {"to": "ann@example.com", "body": "It\'s noon"} as you wished',
        '{"PostSend": {"to": "ann@example.com", "body": "It\'s noon"}}',
        '{PostSend: {"to": "ann@example.com", "body": "It\'s noon"}}',
        "PostSend(to='ann@example.com', body=\"It's noon\")",
        "PostSend('to': 'ann@example.com', 'body': \"It's noon\")",
        '"command": {"name": "PostSend", "args": {"to": "ann@example.com", "body": "It\'s noon"}}}',
    ],
)
def test_every_form_of_a_call_is_the_same_call(text: str) -> None:
    """However the agent writes name and arguments."""
    (action,) = actions_in(text)
    assert (action.surface, action.name, action.arguments) == (Surface.TOOL, "PostSend", SEND)


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ('Send: {"text": "two\nlines"}', {"text": "two\nlines"}),
        ('Send: {"text": "never closed', {"input": '{"text": "never closed'}),
        ("Send: {1: 2}", {"input": "{1: 2}"}),
        ("Find(age < 3, key(name), limit=2)", {"0": "age < 3", "1": "key(name)", "limit": 2}),
        ("Find(in 5 days)", {"input": "in 5 days"}),
        ("Stop()", {}),
        ("Keep(f'x' if y else z)", {"0": "f'x' if y else z"}),
    ],
)
def test_what_can_not_be_read_is_kept_as_it_stands(text: str, arguments: dict[str, Any]) -> None:
    """No argument is lost, and nothing is run."""
    (action,) = actions_in(text)
    assert action.arguments == arguments


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Final Answer: the note says lunch.",
        "Sorry, I can't do that.",
        "Output: {5 notes, 2 mails}",
        "```c\nint main(void) { return 0; }\n```",
        "The action is {'a': 1}",
    ],
)
def test_talk_is_no_action(text: str) -> None:
    """Answers, code that is only shown, and words before a brace."""
    assert list(actions_in(text)) == []


def test_a_fenced_script_is_run_in_a_shell() -> None:
    """Each fence is a run of its own."""
    found = list(actions_in("First\n```bash\ndate\n```\nthen\n```sh\nls -l\n```"))
    assert [one.arguments for one in found] == [{"command": "date"}, {"command": "ls -l"}]
    assert {one.surface for one in found} == {Surface.SHELL}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Open <Mail>", ["Mail"]),
        ("click <Notes><Share>", ["Share"]),
        ("delete <A> AND delete <B>", ["delete A", "delete B"]),
        ("<Choose> Cookies | click <CLEAR>", ["CLEAR"]),
    ],
)
def test_an_act_on_a_screen_is_a_click_on_what_it_names(text: str, names: list[str]) -> None:
    """With the verb where that is the deed itself."""
    found = list(actions_in(text))
    assert [(one.surface, one.name, one.arguments) for one in found] == [
        (Surface.PAGE, "click", {"name": name}) for name in names
    ]
