"""cel-python: ten compiled programs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import celpy  # type: ignore[import-not-found]  # a peer's

from bench.clock import Case
from bench.contestants.expression import expression
from bench.contestants.task import CALL, RULES, check


@contextmanager
def cases() -> Iterator[dict[str, Case]]:
    """Yield what is timed."""
    environment = celpy.Environment()
    programs = [environment.program(environment.compile(expression(rule))) for rule in RULES]

    def allows(call: Mapping[str, Any]) -> bool:
        values = celpy.json_to_cel(dict(call))
        return not any(program.evaluate(values) for program in programs)

    check(allows)
    yield {"rules": Case(lambda _: allows(CALL))}
