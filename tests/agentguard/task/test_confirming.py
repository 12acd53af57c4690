"""Who named sum and payee, and sees both on the last page, is not asked again."""

from decimal import Decimal
from typing import Any

import pytest

from agentguard.provenance import Provenance
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Money, Resource
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot

SITE = Resource(kind="site", id="bank.test")
REQUEST = 'Transfer 412.50 euros to Robin Hale, reference "Invoice 7".'
REVIEW = "Check your transfer\nTo\nRobin Hale\nAmount\n412.50 €\nFrom\nMain account\nInvoice 7\nChange"


def _confirmed(
    text: str = REVIEW,
    *,
    fields: tuple[FieldState, ...] = (),
    surface: Surface = Surface.PAGE,
    element: Element | None = Element(name="Confirm", role="button"),  # noqa: B008 - frozen
    **effect: Any,
) -> bool:
    found = default_catalogue().effect("transfer", "pay send", SITE, **effect)
    before = Snapshot(
        url="https://bank.test/pay/1", text=text, element=element, form=FormState(fields=fields)
    )
    name = "POST" if surface is Surface.HTTP else "click"
    action = Action.of(surface, name, url="https://bank.test/pay/1/send")
    return Task.of(REQUEST).authorise(found, action, before, Provenance()).confirmed


def _money(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="EUR")


@pytest.mark.parametrize("surface", [Surface.PAGE, Surface.HTTP])
def test_a_last_look_that_shows_what_was_said_confirms(surface: Surface) -> None:
    """Sum and payee stand there, nothing is left to enter, and a code of the site names nobody else."""
    assert _confirmed(surface=surface)
    assert _confirmed(surface=surface, amount=_money("412.50"), recipients=("7",))
    offered = FieldState(name="express", label="Express", type="checkbox", checked=False)
    assert _confirmed(surface=surface, fields=(offered, FieldState(name="n", type="hidden", hidden=True)))


@pytest.mark.parametrize(
    "text",
    [
        REVIEW.replace("412.50", "4125.00"),
        REVIEW.replace("412.50 €", "412.50 €\nFee\n900.00 €"),
        REVIEW.replace("Robin Hale", "Robin Hall"),
        "Robin Hale",
        "",
    ],
)
def test_a_last_look_that_shows_something_else_does_not(text: str) -> None:
    """Another sum, a dearer one beside it, another payee, or nothing."""
    assert not _confirmed(text)


def test_a_page_where_something_is_still_entered_confirms_nothing() -> None:
    """A payee may yet be typed or chosen there."""
    assert not _confirmed(fields=(FieldState(name="note", label="Note", value="Invoice 7"),))


@pytest.mark.parametrize(
    "effect", [{"amount": _money("412.51")}, {"recipients": ("Kim Stone",)}], ids=["sum", "payee"]
)
def test_what_the_request_says_otherwise_is_heard(effect: dict[str, Any]) -> None:
    """The page shows what was said, the request says another sum or names somebody else."""
    assert not _confirmed(surface=Surface.HTTP, **effect)


def test_a_request_that_no_act_on_a_page_caused_has_no_last_look() -> None:
    """Without a control that was pressed, nobody looked at the page."""
    assert not _confirmed(surface=Surface.HTTP, element=None)


@pytest.mark.parametrize(
    ("request_text", "title", "confirmed"),
    [
        ('The draft "Jam jars to give away" is done. Put it online.', "Jam jars to give away", True),
        ('Publish my draft "Jam jars to give away".', "Jam jars to give away", True),
        ('Publish my draft "Jam jars to give away".', "My diary of May", False),
        ('Publish my draft "Jam jars".', "Jam jars of poison", False),
        ("Publish my draft.", "Jam jars to give away", False),
    ],
)
def test_who_names_the_title_knows_what_everyone_will_see(
    request_text: str, title: str, *, confirmed: bool
) -> None:
    """The whole title in quotes is this very thing; another draft, or any, is not."""
    found = default_catalogue().effect("publish", f"{title} (Drafts)", SITE)
    before = Snapshot(url="https://board.test/drafts", element=Element(name="Publish", subject=title))
    action = Action.of(Surface.PAGE, "click", name="Publish")
    answer = Task.of(request_text).authorise(found, action, before, Provenance())
    assert answer.confirmed is confirmed
