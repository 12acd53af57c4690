"""`@guard` on a function, beside the bare function."""

from contextlib import ExitStack
from typing import Any

from agentguard.adapters.decorator import guard
from bench import material
from bench.clock import Case, Effort, measure
from bench.figures import Section, rows_of
from bench.firewalls import firewall

NAME = "guarding"
_BARE = "a trivial function, bare"


def list_files(path: str) -> list[str]:
    """List a folder's files."""
    return [path]


def send_mail(to: str, subject: str, body: str) -> str:
    """Send a mail."""
    return "sent"


async def send_mail_async(to: str, subject: str, body: str) -> str:
    """Send a mail."""
    return "sent"


def run(effort: Effort) -> Section:
    """Measure."""
    with ExitStack() as stack:
        usual = guard(stack.enter_context(firewall()), name="send_mail")
        power = guard(stack.enter_context(firewall(durability="power")), name="send_mail")
        reading = guard(stack.enter_context(firewall()))(list_files)
        cases = {
            _BARE: Case(list_files, lambda: "/reports"),
            "@guard, a tool that reads": Case(reading, lambda: "/reports"),
            "@guard, a tool that changes something": _mail(usual(send_mail)),
            "@guard, the same, asynchronous": _mail(usual(send_mail_async), awaits=True),
            "@guard, the same, durability power": _mail(power(send_mail)),
        }
        times = measure(cases, effort)
    return Section(
        NAME,
        "a call through @guard: decided, recorded, run as decided, outcome recorded",
        "bare",
        rows_of(times, _BARE),
    )


def _mail(function: Any, *, awaits: bool = False) -> Case:
    return Case(
        lambda body: function("ada@example.com", "Weekly summary", body), material.mail_body, awaits=awaits
    )
