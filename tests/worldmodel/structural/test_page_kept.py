"""A form that saves is judged by what changed; what is only kept goes out to nobody."""

from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Hazard, Tier
from worldmodel.snapshot import Element, FieldState, FormState, Message, Snapshot
from worldmodel.structural.page import predict_page


def press(label: str, *fields: FieldState, **state: Any) -> dict[str, Effect]:
    """Press a button of a form and return the short-term effects by verb."""
    button = Element(tag="button", type="submit", role="button", name=label, is_submit=True)
    element = state.pop("element", button)
    before = Snapshot(
        url=state.pop("url", "https://desk.example/settings/privacy"),
        element=element,
        form=FormState(method="post", action="/settings/privacy", fields=fields),
        **state,
    )
    prediction = predict_page(before, Action.of(Surface.PAGE, "click", name=label, role="button"))
    return {effect.verb: effect for effect in prediction.effects if effect.horizon == "short"}


def radio(
    label: str, *, chosen: bool, changed: bool = False, group: str = "Who may see my page"
) -> FieldState:
    """One of a set of radio buttons."""
    return FieldState(
        name="visibility",
        label=label,
        type="radio",
        value=label,
        checked=chosen,
        group=group,
        changed=changed,
    )


def test_a_set_of_radio_buttons_sends_the_chosen_one() -> None:
    """What may be chosen is no choice: only the chosen button of a set counts."""
    quiet = press(
        "Save", radio("Everyone", chosen=False, changed=True), radio("Nobody", chosen=True, changed=True)
    )
    assert "publish" not in quiet
    loud = press(
        "Save", radio("Everyone", chosen=True, changed=True), radio("Nobody", chosen=False, changed=True)
    )
    assert loud["publish"].tier is Tier.HIGH


@pytest.mark.parametrize("label", ["Save", "Save changes", "Speichern", "Enregistrer", "保存", "Apply"])
def test_what_nobody_touched_stays_as_it_is(label: str) -> None:
    """A setting that the page brought and that still stands is saved again, not made."""
    kept = FieldState(
        name="role", label="Role", type="select", value="Administrator", filled=True, changed=False
    )
    assert "grant" not in press(label, kept)
    touched = kept.model_copy(update={"changed": True, "brought": "Guest"})
    assert "grant" in press(label, touched)


def test_a_form_that_starts_something_takes_along_what_it_was_brought_with() -> None:
    """An invitation gives the role that stands in its form, whoever put it there."""
    kept = FieldState(
        name="role", label="Role", type="select", value="Administrator", filled=True, changed=False
    )
    assert "grant" in press(
        "Save", kept, heading="Invite a colleague", url="https://desk.example/people/invite"
    )


def test_an_unknown_state_counts_as_before() -> None:
    """Where nobody told whether a field was touched, it is judged by its value."""
    unknown = FieldState(name="role", label="Role", type="select", value="Administrator", filled=True)
    assert "grant" in press("Save", unknown)


def test_a_box_turned_before_saving_turns_its_setting() -> None:
    """Unticking a protection and saving takes it away; leaving it ticked does nothing."""
    on = FieldState(name="mfa", label="Require a second factor", type="checkbox", checked=True, changed=False)
    assert "weaken" not in press("Save", on)
    off = on.model_copy(update={"checked": False, "changed": True})
    assert press("Save", off)["weaken"].tier is Tier.HIGH


def test_a_shorter_memory_is_told_by_the_value_that_the_page_brought() -> None:
    """Raising how long a log is kept hides nothing, cutting it does."""
    days = FieldState(
        name="retention", label="Keep the log for days", value="400", filled=True, changed=True, brought="90"
    )
    assert "conceal" not in press("Save", days)
    assert "conceal" in press("Save", days.model_copy(update={"value": "7"}))


BODY = FieldState(
    name="body", label="Text", type="textarea", value="Seeds to swap", filled=True, changed=True
)


@pytest.mark.parametrize(
    "label", ["Save draft", "Als Entwurf speichern", "Enregistrer le brouillon", "下書きを保存"]
)
def test_a_draft_reaches_nobody(label: str) -> None:
    """An audience beside the text matters once it is published, not while it is a draft."""
    audience = FieldState(
        name="audience", label="Who can read it", type="select", value="Everyone", filled=True
    )
    found = press(label, BODY, audience, heading="New post", url="https://club.example/posts/new")
    assert not {"publish", "send", "share"} & found.keys()


@pytest.mark.parametrize("label", ["Save", "Guardar", "Salva", "Keep"])
def test_a_text_that_is_saved_is_not_sent(label: str) -> None:
    """A label that keeps, with nobody to get it, updates."""
    assert (
        not {"publish", "send"}
        & press(label, BODY, url="https://club.example/notes/4", heading="Note").keys()
    )


def test_a_label_that_keeps_is_not_believed_against_the_button() -> None:
    """The value that the button sends says what becomes of the text."""
    button = Element(
        tag="button", type="submit", role="button", name="Save draft", input_name="go", value="publish",
        is_submit=True,
    )  # fmt: skip
    found = press(
        "Save draft", BODY, element=button, heading="New post", url="https://club.example/posts/new"
    )
    assert "publish" in found


def test_saving_with_a_recipient_is_still_a_message() -> None:
    """Somebody stands in the field for whom it is."""
    to = FieldState(name="to", label="To", value="dana@a.example", filled=True, changed=True)
    composer = Message(to=("dana@a.example",), body="Seeds to swap")
    found = press("Save", to, BODY, composer=composer, url="https://club.example/notes/4", heading="Note")
    assert {"send", "publish"} & found.keys()


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Take my recipes off the site afterwards", "delete"),
        ("Originals are deleted after 30 days", "delete"),
        ("Let partners read my diary", "grant"),
        ("Verkäufer dürfen meine Adresse sehen", "disclose"),
        ("Send a copy to the head office each time", "disclose"),
        ("Make her an administrator as well", "grant"),
        ("Slim log: history is kept for 7 days", "conceal"),
        ("Also those who never answered", "update"),
    ],
)
@pytest.mark.parametrize("label", ["Save", "Continue"])
def test_a_box_that_came_ticked_speaks_for_itself(text: str, verb: str, label: str) -> None:
    """Even in a form of settings nobody chose what the page brought ticked and gives something away."""
    box = FieldState(
        name="extra", label=text, type="checkbox", checked=True, checked_by_default=True, changed=False
    )
    before = Snapshot(
        url="https://desk.example/data",
        element=Element(tag="button", type="submit", role="button", name=label, is_submit=True),
        form=FormState(method="post", action="/data", fields=(box,)),
    )
    effects = predict_page(before, Action.of(Surface.PAGE, "click", name=label, role="button")).effects
    found = [effect for effect in effects if effect.verb == verb and Hazard.PRESELECTED in effect.hazards]
    assert found
    assert found[0].tier is Tier.HIGH


@pytest.mark.parametrize(
    "text", ["Send me a copy", "Show my city", "Large letters", "I know the rules of the house"]
)
def test_a_saved_box_that_gives_nothing_away_is_the_saved_state(text: str) -> None:
    """A ticked box in a form of settings is mostly how things stand."""
    box = FieldState(
        name="x", label=text, type="checkbox", checked=True, checked_by_default=True, changed=False
    )
    assert not any(Hazard.PRESELECTED in effect.hazards for effect in press("Save", box).values())
