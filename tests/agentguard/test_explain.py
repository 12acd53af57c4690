"""What an agent and a person are told."""

from decimal import Decimal

import pytest

from agentguard.authority import Authority, Standing
from agentguard.decision import Judgement
from agentguard.explain import effect_text, guidance_text, money_text, reason_text
from agentguard.testing import effect
from agentguard.verdict import Verdict
from worldmodel.effect import DataClass, Effect, Horizon, Money, Resource, Reversibility


def judged(of: Effect, verdict: Verdict, *reasons: str) -> Judgement:
    """A judgement of one effect."""
    authority = Authority(standing=Standing.UNGRANTED, reasons=reasons)
    return Judgement(effect=of, authority=authority, harm=0.5, verdict=verdict, rules=("some-rule",))


PAY = effect(
    "pay",
    "the order",
    resource=Resource(kind="site", id="shop.example"),
    amount=Money(amount=Decimal("38.00"), currency="USD"),
    recipients=("Shop Ltd",),
    carries=(DataClass.PAYMENT_CARD,),
    reversibility=Reversibility.EFFORTFUL,
)


def test_money_reads_as_a_person_writes_it() -> None:
    """With its currency where there is one."""
    assert money_text(Money(amount=Decimal("27.40"), currency="EUR")) == "27.40 EUR"
    assert money_text(Money(amount=Decimal("27.40"))) == "27.40"


def test_an_effect_is_one_clause() -> None:
    """What, how much, to whom, where, and what it takes along."""
    assert (
        effect_text(PAY)
        == "would pay the order (38.00 USD) to Shop Ltd on shop.example carrying payment card"
    )


def test_counts_later_effects_and_finality_are_told() -> None:
    """What makes it worse is said in words."""
    final = effect(
        "delete",
        "mails on box",
        resource=Resource(kind="tool", id="box"),
        count=812,
        horizon=Horizon.LONG,
        reversibility=Reversibility.IRREVERSIBLE,
    )
    assert effect_text(final) == "would later delete 812 mails on box, which can't be undone"


def test_an_effect_without_an_object_still_reads() -> None:
    """Nothing is invented where nothing is known."""
    bare = effect("sign_out", "", resource=Resource(kind="site", id=""), reversibility="reversible")
    assert effect_text(bare) == "would sign out"


def test_reasons_name_what_stands_against_each_stopped_effect() -> None:
    """Allowed effects need no reason; what broke is told last."""
    text = reason_text(
        [judged(PAY, Verdict.BLOCK, "nobody asked for it"), judged(effect("send"), Verdict.ALLOW)],
        ["model: KeyError"],
    )
    assert text.splitlines() == [f"{effect_text(PAY)}: nobody asked for it", "failed: model: KeyError"]


def test_without_reasons_the_standing_is_told() -> None:
    """There is always a why."""
    assert reason_text([judged(PAY, Verdict.ASK)], []).endswith(": ungranted")


@pytest.mark.parametrize(
    ("verdict", "opening"),
    [
        (Verdict.ASK, "a person has to agree"),
        (Verdict.REPLAN, "another way"),
        (Verdict.BLOCK, "leave this out"),
    ],
)
def test_guidance_opens_with_what_to_do_and_ends_with_routes(verdict: Verdict, opening: str) -> None:
    """Each verdict has its own opening; rule ids never appear (fault 28)."""
    told = guidance_text(verdict, [judged(PAY, verdict)], ["Report the price.", "Report the price."])
    assert opening in told
    assert told.count("Report the price.") == 1
    assert "would pay the order" in told
    assert "some-rule" not in told


def test_what_is_allowed_needs_no_guidance() -> None:
    """Silence is fine."""
    assert guidance_text(Verdict.ALLOW, [], ["x"]) == ""


def test_guidance_without_effects_is_whole() -> None:
    """Where nothing could be foreseen there is still an opening."""
    assert guidance_text(Verdict.ASK, [], []) == "Not run: a person has to agree first."


def test_guidance_stays_short() -> None:
    """Three effects at most, each told once."""
    many = [judged(effect("pay", f"order {n}"), Verdict.BLOCK) for n in range(10)]
    assert guidance_text(Verdict.BLOCK, many, []).count("would pay") == 3
