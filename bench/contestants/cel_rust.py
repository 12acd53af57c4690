"""common-expression-language: ten compiled programs, on one context."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import cel  # type: ignore[import-not-found]  # a peer's

from bench.clock import Case
from bench.contestants.expression import expression
from bench.contestants.task import CALL, RULES, check


@contextmanager
def cases() -> Iterator[dict[str, Case]]:
    """Yield what is timed."""
    programs = [cel.compile(expression(rule)) for rule in RULES]

    def allows(call: Mapping[str, Any]) -> bool:
        context = cel.Context(variables=dict(call))
        return not any(program.execute(context) for program in programs)

    check(allows)
    yield {"rules": Case(lambda _: allows(CALL))}
