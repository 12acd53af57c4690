"""A whole decision about a tool call that changes something: predict, authorise, rule, record."""

from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from typing import Any

from agentguard.decision import Decision
from agentguard.firewall import Firewall
from agentguard.verdict import Verdict
from bench import fresh, material
from bench.clock import Case, Effort, measure
from bench.figures import Section, rows_of
from bench.firewalls import TEN_RULES, firewall

NAME = "decisions"
_BASE = "adecide, a mail that was asked for, recorded"
_CONSTRUCT = "the first firewall of a process, made"
_FIRST = "the first decision of that process"
_COLD = """
import asyncio, pathlib, tempfile
from time import perf_counter as now
from agentguard.firewall import Firewall
from agentguard.ledger import Ledger
from bench import material
with tempfile.TemporaryDirectory() as folder:
    start = now()
    firewall = Firewall(material.TASK, ledger=Ledger.open(pathlib.Path(folder) / "ledger.db"))
    made = now() - start
    proposal = material.send_mail()
    start = now()
    asyncio.run(firewall.adecide(*proposal))
    print(made, now() - start)
    firewall.ledger.close()
"""


def run(effort: Effort) -> Section:
    """Measure."""
    with ExitStack() as stack:
        usual = stack.enter_context(firewall())
        ten = stack.enter_context(firewall(rules=TEN_RULES))
        power = stack.enter_context(firewall(durability="power"))
        _check(usual)
        cases = {
            _BASE: Case(_adecide(usual), material.send_mail, awaits=True),
            "the same, durability power": Case(_adecide(power), material.send_mail, awaits=True),
            "the same, ten rules instead of the shipped ones": Case(
                _adecide(ten), material.send_mail, awaits=True
            ),
            "decide, from synchronous code": Case(_decide(usual), material.send_mail),
            "adecide, a deletion that nobody asked for": Case(_adecide(usual), material.delete, awaits=True),
            "adecide, the button that orders, 20 KB of text": Case(
                _adecide(usual), material.buy, awaits=True
            ),
        }
        times = measure(cases, effort)
    times |= fresh.printed({(_CONSTRUCT, _FIRST): _COLD}, effort.fresh)
    return Section(
        NAME,
        "a whole decision with its entry in the ledger (aim: under 15 ms)",
        "the mail",
        rows_of(times, _BASE),
    )


def _check(guarding: Firewall) -> None:
    decision = guarding.decide(*material.send_mail())
    if decision.verdict is not Verdict.ALLOW or not decision.judgements:
        raise RuntimeError(f"the mail is not decided as expected: {decision.verdict}, {decision.rules}")


def _adecide(guarding: Firewall) -> Callable[[Any], Awaitable[Decision]]:
    return lambda proposal: guarding.adecide(*proposal)


def _decide(guarding: Firewall) -> Callable[[Any], Decision]:
    return lambda proposal: guarding.decide(*proposal)
