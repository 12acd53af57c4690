"""invariant-ai: ten rules over a trace, which it reads anew for every call; hence two lengths of trace."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from invariant.analyzer.policy import LocalPolicy  # type: ignore[import-not-found]  # a peer's

from bench.clock import Case
from bench.contestants.task import CALL, RULES, Rule, check


@contextmanager
def cases() -> Iterator[dict[str, Case]]:
    """Yield what is timed."""
    policy = LocalPolicy.from_string("\n".join(_rule(rule) for rule in RULES))
    check(lambda call: not policy.analyze(_trace(2, call)).errors)
    short, long = _trace(2, CALL), _trace(42, CALL)
    yield {
        "rules": Case(lambda _: policy.a_analyze(short), awaits=True),
        "rules, session of 42 messages": Case(lambda _: policy.a_analyze(long), awaits=True),
    }


def _rule(rule: Rule) -> str:
    """One rule; the tool's name is the call's own, everything else its arguments."""
    place = "call.function.name" if rule.field == "tool" else f"call.function.arguments.{rule.field}"
    value = f'"{rule.value}"' if isinstance(rule.value, str) else rule.value
    return f'raise "refused" if:\n    (call: ToolCall)\n    {place} {rule.sign} {value}\n'


def _trace(messages: int, last: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A session that ends with the call; every other message before is the user's."""
    arguments = {name: value for name, value in last.items() if name != "tool"}
    call = {"id": "1", "type": "function", "function": {"name": last["tool"], "arguments": arguments}}
    pair: list[dict[str, Any]] = [
        {"role": "user", "content": "Go on."},
        {"role": "assistant", "content": "", "tool_calls": [call]},
    ]
    return pair * (messages // 2)
