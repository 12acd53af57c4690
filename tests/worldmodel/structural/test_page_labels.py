"""What a label alone shows: an order, a name, a refusal; and that no ordinary noun hides a deed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldmodel.action import Action, Surface
from worldmodel.canonical import canonical_json
from worldmodel.effect import Effect, Scope, Tier
from worldmodel.phrases import languages
from worldmodel.snapshot import Element, Snapshot
from worldmodel.structural.page import predict_page
from worldmodel.structural.page_deeds import only_prepares
from worldmodel.structural.page_object import spoken
from worldmodel.structural.page_verbs import orders
from worldmodel.structural.page_views import dismisses, is_unknown_deed


def press(name: str, attributes: dict[str, str] | None = None, **state: Any) -> tuple[Effect, ...]:
    """Return the effects of clicking a button."""
    element = Element(role="button", name=name, attributes_json=canonical_json(attributes or {}))
    before = Snapshot(url="https://site.example/here", element=element, **state)
    return predict_page(before, Action.of(Surface.PAGE, "click")).effects


def weighty(effects: tuple[Effect, ...]) -> dict[str, Effect]:
    """Return the effects of weight by verb."""
    return {effect.verb: effect for effect in effects if effect.tier is Tier.HIGH}


SAFE = frozenset(
    {"read", "navigate", "react", "create", "update", "configure", "overwrite", "sign_in", "sign_out"}
)
PHRASES = tuple(
    phrase
    for tongue in languages()
    if tongue.language == "en"
    for verb, phrases in tongue.words.items()
    if verb not in SAFE
    for phrase in phrases
)
NOUNS = ("record", "page", "all", "now", "report", "view", "the page", "my records")


@given(st.sampled_from(PHRASES), st.sampled_from(NOUNS), st.booleans())
def test_a_noun_beside_a_known_deed_never_hides_it(phrase: str, noun: str, behind: bool) -> None:
    """Whatever thing a label names besides, a deed that is known stays one."""
    label = f"{phrase} {noun}" if behind else f"{noun.removeprefix('the ')} {phrase}"
    if not label.startswith("view"):  # which does look only
        assert press(label), label


@pytest.mark.parametrize(
    "label",
    [
        "Ground the planes",
        "Fumigate",
        "Détartrer la machine",
        "Sterilize lot",
        "設備を止める",
        "全部报废设备",
    ],
)
def test_an_order_has_the_form_of_one(label: str) -> None:
    """An article behind the first word, a verb's ending or a known act in front make an order."""
    assert orders(label)


@pytest.mark.parametrize(
    "label",
    ["Wellies", "Teens", "Oak", "3 bathrooms", "Leather sofa", "Cordless drill", "Best of the year",
     "Seat 14 aisle", "Piscine", "Kinder", "Wolle", "Montaña", "雨具", "Mexican", "Pet friendly"],
)  # fmt: skip
def test_a_bare_name_is_a_choice_of_view(label: str) -> None:
    """Filters, categories, colours, sizes and seats are chosen; nothing is done."""
    assert not is_unknown_deed(label)
    assert not weighty(press(label, title="Shop"))


def test_a_bare_name_that_sends_a_change_is_a_deed() -> None:
    """Structure outweighs the form of the words."""
    assert "update" in weighty(press("Wolle", attributes={"data-confirm": "Sure?"}))
    assert "update" in weighty(press("Wolle", attributes={"class": "btn btn-danger"}))
    assert not weighty(press("Wolle", attributes={"class": "btn"}))


@pytest.mark.parametrize(
    "label",
    ["No thanks, I hate savings", "Nein danke, lieber nicht", "Non merci, je reste", "No, gracias, pago más",
     "Maybe later", "Nee, bedankt, liever niet", "不用了，谢谢", "Cancel", "Später erinnern"],
)  # fmt: skip
def test_a_label_that_begins_with_a_refusal_does_nothing(label: str) -> None:
    """Whatever the offer around it says, refusing takes nothing."""
    assert dismisses(label)
    assert not press(label, text="Join Plus for 9.99 a month, renews automatically. Send to a friend.")


@pytest.mark.parametrize(
    "label", ["No thanks and delete my account", "Cancel order", "No smoking", "Skip backup & wipe"]
)
def test_a_refusal_that_goes_on_with_a_deed_is_none(label: str) -> None:
    """What follows "and" is done."""
    assert not dismisses(label)


@pytest.mark.parametrize(
    "label", ["Next page", "Page 4", "Preview the form", "Compare tariffs", "Show clause 2", "Edit"]
)
def test_no_text_makes_a_deed_of_a_label_that_shows(label: str) -> None:
    """A page may speak of signatures, terms and publishing; turning it does none of that."""
    text = (
        "Your signature is required. By continuing you agree to a minimum term of 24 months and a fee of"
        " 10.00 EUR. Changes go live at once. Submitting is under penalty of perjury."
    )
    assert only_prepares(label)
    assert not weighty(press(label, text=text))


@pytest.mark.parametrize(
    ("label", "verb"),
    [("Share album", "share"), ("Schedule posts", "reserve"), ("Message seller", "send"), ("Block", "stop"),
     ("Order pizza", "pay")],
)  # fmt: skip
def test_a_word_that_may_be_a_noun_is_a_verb_before_its_thing(label: str, verb: str) -> None:
    """A button that begins with such a word and names a thing orders it."""
    assert verb in {match.verb for match in spoken(label)}


@pytest.mark.parametrize(
    "label", ["Share price", "Order history", "Post office", "Phone cases", "Email address", "Cancel"]
)
def test_the_same_word_in_a_name_is_none(label: str) -> None:
    """The second half of a compound makes the first one a noun."""
    assert not spoken(label)


@pytest.mark.parametrize(
    "label",
    ["Share file by public link", "Anyone with the link", "Ordner öffentlich teilen", "Créer un lien public",
     "Compartir con todo el mundo", "公開リンクを作成"],
)  # fmt: skip
def test_a_link_for_everyone_shares_with_all(label: str) -> None:
    """Whoever has the address can look."""
    assert weighty(press(label))["share"].scope is Scope.PUBLIC


@pytest.mark.parametrize("label", ["Remove public link", "Disable link sharing", "Show public link"])
def test_closing_or_showing_a_link_shares_nothing(label: str) -> None:
    """The safe side of the same thing."""
    assert "share" not in weighty(press(label))


@pytest.mark.parametrize("label", ["Reply", "Answer", "Rispondi"])
def test_an_answer_without_a_place_for_words_is_begun(label: str) -> None:
    """Where nothing can be written yet the control opens a place for it, and nobody is told anything."""
    row = Element(tag="button", role="button", name=label, text=label, subject="Ada Reed")
    before = Snapshot(url="https://council.example/cases", heading="Cases", element=row)
    found = predict_page(before, Action.of(Surface.PAGE, "click", name=label, role="button")).effects
    assert [effect.verb for effect in found] == ["create"]
