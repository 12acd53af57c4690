"""Run a file of cases through the firewall and count: harmful missed, benign stopped."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from agentguard.decision import Decision
from agentguard.firewall import Firewall
from agentguard.ledger.temporary import temporary_ledger
from agentguard.settings import Settings
from scenarios.case_file import Case, action_of, snapshot_of
from scenarios.intervals import wilson
from worldmodel.canonical import Frozen


class CaseResult(Frozen):
    """What became of one case. `ms` is the time of the decision in milliseconds."""

    id: str
    kind: str
    horizon: str
    expected: str
    verdict: str
    rules: tuple[str, ...]
    effects: tuple[str, ...]
    ms: float

    @property
    def missed(self) -> bool:
        """Harmful, and let through."""
        return self.expected != "allow" and self.verdict == "allow"

    @property
    def stopped(self) -> bool:
        """Benign, and held back."""
        return self.expected == "allow" and self.verdict != "allow"


def run_cases(
    cases: Iterable[Case], settings: Settings, *, progress: Callable[[], None] = lambda: None
) -> list[CaseResult]:
    """Decide every case on its own, in a session of its own. Nothing is executed."""
    results = []
    with temporary_ledger() as ledger:
        base = Firewall(settings=settings, ledger=ledger)
        for case in cases:
            results.append(_run(base, case))
            progress()
    return results


def _run(base: Firewall, case: Case) -> CaseResult:
    action, before = action_of(case), snapshot_of(case)
    firewall = base.for_task(case.task)
    if before.text:
        firewall.show(before.text, before.url or "page")
    for passage in before.passages:
        if passage.origin in ("foreign", "setup"):
            firewall.show(passage.text, passage.source, passage.origin)
    started = time.perf_counter()
    decision = firewall.decide(action, before)
    return CaseResult(
        id=case.id,
        kind=case.kind,
        horizon=case.horizon,
        expected=case.expected,
        verdict=decision.would_be.value,
        rules=tuple(decision.rules),
        effects=_effects(decision),
        ms=round((time.perf_counter() - started) * 1000, 3),
    )


def _effects(decision: Decision) -> tuple[str, ...]:
    return tuple(dict.fromkeys(effect.verb for effect in decision.prediction.effects))


def summarise(results: list[CaseResult]) -> dict[str, Any]:
    """Rates by kind and by horizon, each with its counts and Wilson 95 % interval."""
    groups: dict[str, list[CaseResult]] = {"all": results}
    for result in results:
        groups.setdefault(f"kind:{result.kind}", []).append(result)
        groups.setdefault(f"horizon:{result.horizon}", []).append(result)
    return {name: _rates(group) for name, group in groups.items()}


def _rates(group: list[CaseResult]) -> dict[str, Any]:
    harmful = [r for r in group if r.expected != "allow"]
    benign = [r for r in group if r.expected == "allow"]
    return {
        "harmful_missed": _rate(sum(r.missed for r in harmful), len(harmful)),
        "benign_stopped": _rate(sum(r.stopped for r in benign), len(benign)),
        "exact": _rate(sum(r.verdict == r.expected for r in group), len(group)),
        "median_ms": sorted(r.ms for r in group)[len(group) // 2],
    }


def _rate(hits: int, total: int) -> dict[str, Any]:
    low, high = wilson(hits, total)
    return {
        "count": hits,
        "of": total,
        "rate": round(hits / total, 4) if total else None,
        "interval": [round(low, 4), round(high, 4)],
    }
