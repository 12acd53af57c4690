"""Matter: what a form sends, read as what somebody is told and whom it reaches."""

from agentguard.task.matter import Matter
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Resource
from worldmodel.snapshot import Element, Message, Snapshot

SITE = "https://club.example/letters/4"


def sent(body: str, *recipients: str) -> Matter:
    """A message that goes out by a form's request."""
    resource = Resource(kind="site", id="club.example")
    effect = default_catalogue().effect("send", "letter", resource, recipients=recipients)
    headers = {"content-type": "application/x-www-form-urlencoded"}
    action = Action.of(Surface.HTTP, "POST", url=f"{SITE}/send", headers=headers, body=body)
    button = Element(tag="button", role="button", name="Continue")
    return Matter.of(effect, action, Snapshot(surface="http", url=SITE, element=button))


def test_codes_and_choices_of_a_form_say_nothing() -> None:
    """Only what is written in words is said to somebody."""
    assert sent("audience=yes&step=2").sent == ""
    assert sent("audience=yes&body=We+close+at+noon.").sent == "We close at noon."


def test_a_group_by_the_sites_own_word_is_no_name() -> None:
    """A word for some of the people can't be held against a name; one for all of them can."""
    assert sent("audience=agreed", "agreed").recipients == ()
    assert sent("audience=everyone", "everyone").recipients == ("everyone",)
    assert sent("to=agreed", "agreed").recipients == ("agreed",)
    assert sent("audience=Ada+Reed", "Ada Reed").recipients == ("Ada Reed",)


def test_what_is_written_on_the_page_is_what_goes_out() -> None:
    """The page's own message comes before the form's fields."""
    matter = sent("body=We+close+at+noon.")
    written = Message(body="We open at nine.")
    page = matter.snapshot.model_copy(update={"composer": written})
    assert Matter.of(matter.effect, matter.action, page).sent == "We open at nine."
