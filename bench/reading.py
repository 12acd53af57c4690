"""The read-only path: what passes without a prediction."""

from collections.abc import Callable
from typing import Any

from agentguard.firewall import Firewall
from agentguard.verdict import Verdict
from bench import material
from bench.clock import Case, Effort, measure
from bench.figures import Section, rows_of
from bench.firewalls import firewall

NAME = "reading"
_READS: dict[str, Callable[[], material.Proposal]] = {
    "read a page's text": material.read_page,
    "hold a GET": material.get,
    "list files by a tool": material.list_files,
}
_NOTHING = "call an empty function"


def run(effort: Effort) -> Section:
    """Measure."""
    with firewall() as guarding:
        cases = {_NOTHING: Case(_nothing, material.list_files)}
        cases |= {name: Case(_decide(guarding), make) for name, make in _READS.items()}
        for make in _READS.values():
            decision = guarding.decide(*make())
            if decision.verdict is not Verdict.ALLOW or decision.judgements:
                raise RuntimeError(f"not taken as a read: {decision.action.name}")
        times = measure(cases, effort)
    title = "Firewall.decide on what only reads (aim: under 50 µs)"
    return Section(NAME, title, _NOTHING, rows_of(times, _NOTHING))


def _nothing(proposal: Any) -> None:
    """Take the same argument and do nothing."""


def _decide(guarding: Firewall) -> Callable[[Any], object]:
    return lambda proposal: guarding.decide(*proposal)
