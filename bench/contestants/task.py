"""The task that every contestant does: ten rules, one tool call which none of them stops.

`RULES` are in plain words of field, operator and value; each contestant says them in its own language,
parsed beforehand. No rule matches, so that all ten have to be asked. Standard library only.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple


class Rule(NamedTuple):
    """Refuse the call whose `field` stands so to `value`; `sign` is `==` or `>`."""

    field: str
    sign: str
    value: str | int


RULES: Final = (
    *(
        Rule("tool", "==", name)
        for name in (
            "delete_account",
            "drop_table",
            "transfer_money",
            "grant_access",
            "run_shell",
            "stop_server",
        )
    ),
    Rule("environment", "==", "production"),
    Rule("to", "==", "everyone@example.com"),
    Rule("amount", ">", 100),
    Rule("count", ">", 20),
)

CALL: Final[Mapping[str, Any]] = {
    "tool": "send_mail",
    "environment": "staging",
    "to": "ada@example.com",
    "subject": "Weekly summary",
    "body": "All is well: twelve orders, no returns.",
    "amount": 0,
    "count": 1,
}


REFUSED: Final[Mapping[str, Any]] = {**CALL, "tool": "run_shell"}
"""A call that the fifth rule refuses: shows that a contestant's rules do bite."""


def check(allows: Callable[[Mapping[str, Any]], bool]) -> None:
    """Make sure that a contestant's rules mean what they should.

    Raises:
        RuntimeError: they let the wrong call through, or stop the right one.
    """
    if not allows(CALL) or allows(REFUSED):
        raise RuntimeError("the rules don't say what they should")


def send_mail(to: str, subject: str, body: str) -> str:
    """Send a mail: the tool that is called."""
    return "sent"


def matches(rule: Rule, call: Mapping[str, Any]) -> bool:
    """Whether a rule matches a call, in plain Python."""
    return bool(call[rule.field] == rule.value if rule.sign == "==" else call[rule.field] > rule.value)
