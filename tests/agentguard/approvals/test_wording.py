"""What a person is told."""

import unicodedata
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from agentguard.approvals.wording import describe_effect, describe_reasons, plain
from agentguard.decision import Decision
from agentguard.verdict import Verdict
from worldmodel.effect import DataClass, Effect, Hazard, Horizon, Reversibility


def test_an_effect_in_one_line(effect: Callable[..., Effect]) -> None:
    """Object, place, amount, recipients, data, number, way back and time are all told."""
    line = describe_effect(
        effect(
            count=3,
            carries=(DataClass.PAYMENT_CARD,),
            reversibility=Reversibility.IRREVERSIBLE,
            horizon=Horizon.LONG,
        )
    )
    assert line == (
        "pay order 48213 on site shop.test; amount 12.50 EUR; to Kettle Ltd; 3 objects; "
        "carries payment_card; cannot be taken back; shows later"
    )


def test_reasons(decide: Callable[..., Decision], effect: Callable[..., Effect]) -> None:
    """Circumstances and evidence say why a person is asked."""
    decision = decide(Verdict.ASK, effect=effect(hazards=(Hazard.HIDDEN_COST,)))
    assert describe_reasons(decision.judgements[0]) == ("hidden cost", "form: POST /checkout")


@given(st.text(max_size=500))
@settings(deadline=None)
def test_plain_text_hides_and_steers_nothing(text: str) -> None:
    """Whatever the text, it comes out as one bounded line of visible characters."""
    line = plain(text)
    assert len(line) <= 300
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} for c in line)
