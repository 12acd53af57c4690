"""Our own: the rules alone, and the whole guarded call."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from agentguard.adapters.decorator import guard
from agentguard.authority import Authority, Origin, Standing
from bench import material
from bench.clock import Case
from bench.contestants.task import CALL, RULES, matches, send_mail
from bench.firewalls import TEN_RULES, firewall
from bench.rules import send


@contextmanager
def cases() -> Iterator[dict[str, Case]]:
    """Yield what is timed."""
    with ExitStack() as stack:
        guarding = stack.enter_context(firewall(rules=TEN_RULES))
        durable = stack.enter_context(firewall(rules=TEN_RULES, durability="power"))
        effect, authority = send(), Authority(standing=Standing.GRANTED, origin=Origin.USER)
        action, _ = material.send_mail()
        yield {
            "plain": Case(lambda _: any(matches(rule, CALL) for rule in RULES)),
            "rules": Case(lambda _: guarding.policy.evaluate(effect, authority, action=action)),
            "call": _mail(guard(guarding)(send_mail)),
            "durable call": _mail(guard(durable)(send_mail)),
        }


def _mail(function: object) -> Case:
    call = function if callable(function) else send_mail
    return Case(lambda body: call("ada@example.com", "Weekly summary", body), material.mail_body)
