"""Permits: one decision, one execution."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentguard.decision import Decision
from agentguard.permit import Permit, PermitBook, PermitRefusedError
from agentguard.testing import effect, tool_call
from agentguard.verdict import Verdict
from worldmodel.effect import DataClass, Effect, Hazard, Money, Resource, Scope, Tier
from worldmodel.snapshot import Element, Snapshot

MakeDecision = Callable[..., Decision]
HERE = Snapshot(url="https://shop.test/", element=Element(name="Pay"))


def permit_for(*effects: Effect) -> Permit:
    """A permit for these effects."""
    return Permit(
        id="p",
        decision_id="d",
        action_digest="",
        binding="",
        policy_version="",
        effects=effects,
        expires_at=0,
    )


class Clock:
    """A clock that the test moves."""

    now = 100.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="book")
def _book(clock: Clock) -> PermitBook:
    return PermitBook(30.0, clock)


def test_a_permit_is_used_once(book: PermitBook, decide: MakeDecision) -> None:
    """The second execution on it is refused."""
    decision = decide()
    permit = book.issue(decision, HERE)
    book.redeem(permit, decision.action, HERE, "p1")
    with pytest.raises(PermitRefusedError, match="used already"):
        book.redeem(permit, decision.action, HERE, "p1")


def test_of_many_threads_one_redeems(book: PermitBook, decide: MakeDecision) -> None:
    """A race for one permit has one winner."""
    decision = decide()
    permit = book.issue(decision, HERE)

    def attempt(_: int) -> bool:
        try:
            book.redeem(permit, decision.action, HERE, "p1")
        except PermitRefusedError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(64))) == 1


@pytest.mark.parametrize("verdict", [Verdict.ASK, Verdict.REPLAN, Verdict.BLOCK])
def test_only_an_allowed_decision_gives_a_permit(
    book: PermitBook, decide: MakeDecision, verdict: Verdict
) -> None:
    """A refusal can't be turned into a permit by mistake."""
    with pytest.raises(PermitRefusedError, match="allowed"):
        book.issue(decide(verdict), HERE)


def test_a_permit_ends(book: PermitBook, clock: Clock, decide: MakeDecision) -> None:
    """An old decision is not run on."""
    decision = decide()
    permit = book.issue(decision, HERE)
    clock.now += 30.5
    with pytest.raises(PermitRefusedError, match="expired"):
        book.redeem(permit, decision.action, HERE, "p1")


def test_old_permits_are_forgotten(book: PermitBook, clock: Clock, decide: MakeDecision) -> None:
    """What was never used does not pile up."""
    old = book.issue(decide(), HERE)
    clock.now += 31
    book.issue(decide(), HERE)
    assert list(book._open) != [old.id]
    assert len(book._open) == 1


def test_a_permit_holds_for_this_action_state_and_policy_alone(
    book: PermitBook, decide: MakeDecision
) -> None:
    """Faults 8 and 9: other arguments, another state or another policy are decided anew."""
    decision = decide()
    other = tool_call("pay", order=1)
    moved = HERE.model_copy(update={"url": "https://shop.test/other"})
    for action, state, policy, why in (
        (other, HERE, "p1", "not the one"),
        (decision.action, moved, "p1", "has changed"),
        (decision.action, HERE, "p2", "policy"),
    ):
        permit = book.issue(decision, HERE)
        with pytest.raises(PermitRefusedError, match=why):
            book.redeem(permit, action, state, policy)


def test_a_changed_permit_is_no_permit(book: PermitBook, decide: MakeDecision) -> None:
    """A permit that was widened after it was issued is refused."""
    decision = decide()
    permit = book.issue(decision, HERE)
    with pytest.raises(PermitRefusedError):
        book.redeem(permit.model_copy(update={"expires_at": 1e9}), decision.action, HERE, "p1")


PAY = effect(
    "pay",
    resource=Resource(kind="site", id="shop.test"),
    amount=Money(amount=Decimal(20), currency="EUR"),
    recipients=("Shop",),
    count=2,
    carries=(DataClass.PAYMENT_CARD,),
    hazards=(Hazard.RECURRING,),
)


@pytest.mark.parametrize(
    "less",
    [
        {},
        {"amount": None},
        {"amount": Money(amount=Decimal("19.99"), currency="EUR")},
        {"amount": Money(amount=Decimal(20), currency=None)},
        {"recipients": ()},
        {"count": 1},
        {"count": None},
        {"carries": ()},
        {"hazards": ()},
        {"verb": "create"},
        {"verb": "update"},
        {"verb": "reserve"},
        {"verb": "transfer"},
        {"recipients": ("7",)},
        {"recipients": ("0b1ff5a2-6a0f-4c8e-9a58-1f8f0b0c1d2e",)},
        {"verb": "delete", "tier": Tier.SAFE, "carries": (), "hazards": ()},
    ],
    ids=str,
)
def test_what_is_within_the_permitted_effect_is_covered(less: dict[str, Any]) -> None:
    """A payment's own request looks like a created order; no less and no lasting effect is covered."""
    assert permit_for(PAY).covers(PAY.model_copy(update=less))


@pytest.mark.parametrize(
    "more",
    [
        {"amount": Money(amount=Decimal("20.01"), currency="EUR")},
        {"amount": Money(amount=Decimal(5), currency="USD")},
        {"recipients": ("Shop", "Somebody")},
        {"recipients": ("Shop", "7")},
        {"recipients": ("70001234",)},
        {"verb": "overwrite"},
        {"scope": Scope.PUBLIC},
        {"count": 3},
        {"carries": (DataClass.PAYMENT_CARD, DataClass.PERSONAL)},
        {"hazards": (Hazard.RECURRING, Hazard.HIDDEN_COST)},
        {"verb": "delete"},
        {"verb": "send"},
        {"resource": Resource(kind="site", id="evil.test")},
        {"resource": Resource(kind="tool", id="shop.test")},
    ],
    ids=str,
)
def test_what_goes_beyond_the_permitted_effect_is_not(more: dict[str, Any]) -> None:
    """Another verb, place, recipient, amount, currency, count, kind of data or hazard is decided anew."""
    assert not permit_for(PAY).covers(PAY.model_copy(update=more))


def test_money_that_was_not_permitted_is_not_covered() -> None:
    """A permitted effect without an amount lets no amount through."""
    assert not permit_for(PAY.model_copy(update={"amount": None})).covers(PAY)


@given(st.decimals(0, 1000, places=2), st.decimals(0, 1000, places=2))
def test_never_more_money_than_was_permitted(permitted: Decimal, wanted: Decimal) -> None:
    """Whatever the amounts."""
    made = PAY.model_copy(update={"amount": Money(amount=permitted, currency="EUR")})
    asked = PAY.model_copy(update={"amount": Money(amount=wanted, currency="EUR")})
    assert permit_for(made).covers(asked) == (wanted <= permitted)


def test_an_empty_permit_covers_nothing_lasting() -> None:
    """An act from which nothing was expected explains no request that changes something."""
    assert not permit_for().covers(PAY)
    assert permit_for().covers(PAY.model_copy(update={"tier": Tier.SAFE, "carries": (), "hazards": ()}))


@pytest.mark.parametrize(
    "odd", [{"hazards": (Hazard.DECEPTIVE_HOST,)}, {"carries": (DataClass.SESSION,)}], ids=str
)
def test_a_harmless_request_with_something_odd_is_decided_itself(odd: dict[str, Any]) -> None:
    """Opening a look-alike host changes nothing, and is still not what was permitted."""
    plain = PAY.model_copy(update={"tier": Tier.SAFE, "carries": (), "hazards": ()})
    assert not permit_for(PAY).covers(plain.model_copy(update=odd))


def test_a_small_permit_covers_no_weighty_effect() -> None:
    """A small change that was allowed does not let a weighty one of the same verb through."""
    small = PAY.model_copy(update={"verb": "update", "tier": Tier.LOW})
    assert permit_for(small).covers(small)
    assert not permit_for(small).covers(small.model_copy(update={"tier": Tier.HIGH}))


@pytest.mark.parametrize("verb", ["configure", "overwrite", "update", "stop"])
def test_a_setting_that_was_permitted_may_be_put_in_place_of_the_old_one(verb: str) -> None:
    """The wire shows a record that is overwritten where the page showed a protection turned off."""
    weaken = PAY.model_copy(update={"verb": "weaken", "amount": None, "recipients": (), "hazards": ()})
    assert permit_for(weaken).covers(weaken.model_copy(update={"verb": verb, "carries": ()}))
    assert not permit_for(PAY).covers(weaken.model_copy(update={"verb": "overwrite"}))
