"""What is timed: ordinary actions on the states they would meet, made anew for every call.

An action or snapshot keeps its digest once it is known, so a used one would be too cheap.
"""

import itertools

from worldmodel.action import Action, Surface
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot

SHOP = "https://shop.example.com"
TASK = "Send the weekly summary to ada@example.com."
"""What the user asks for where a mail is sent."""

_TEXT = ("Kettle Steel Garden Table Price Details Delivery Review Account Order history Help " * 240)[:19_900]
_numbers = itertools.count()

Proposal = tuple[Action, Snapshot]


def buy() -> Proposal:
    """A click on the button that orders, in a form with a card, under 20 KB of text."""
    form = FormState(
        method="post",
        action=f"{SHOP}/order",
        fields=(
            FieldState(name="name", label="Name", autocomplete="name", filled=True),
            FieldState(name="number", label="Card number", autocomplete="cc-number", filled=True),
            FieldState(
                name="club",
                label="Club, 9.99 EUR a month",
                type="checkbox",
                checked=True,
                checked_by_default=True,
            ),
        ),
    )
    state = Snapshot(
        url=f"{SHOP}/checkout",
        title="Checkout",
        heading="Checkout",
        text=f"Total: 27.40 EUR {_TEXT}",
        lang="en",
        element=Element(tag="button", role="button", name="Place order", is_submit=True),
        form=form,
    )
    return Action.of(Surface.PAGE, "click", target="Place order"), state


def follow() -> Proposal:
    """A click on a plain link, under 20 KB of text."""
    link = Element(tag="a", role="link", name="Kettles", href=f"{SHOP}/kettles")
    return Action.of(Surface.PAGE, "click", target="Kettles"), Snapshot(url=SHOP, text=_TEXT, element=link)


def read_page() -> Proposal:
    """A read of the page's text."""
    return Action.of(Surface.PAGE, "inner_text", selector="main"), Snapshot(url=SHOP, text=_TEXT)


def get() -> Proposal:
    """A held GET to the site at hand."""
    return Action.of(Surface.HTTP, "GET", url=f"{SHOP}/kettles?page=2"), Snapshot(surface="http", url=SHOP)


def list_files() -> Proposal:
    """A tool that lists files."""
    return Action.of(Surface.TOOL, "list_files", path="/reports"), Snapshot(surface="tool")


def post() -> Proposal:
    """A held POST of an order form."""
    action = Action.of(
        Surface.HTTP,
        "POST",
        url=f"{SHOP}/order",
        headers={"content-type": "application/x-www-form-urlencoded"},
        body="name=Sam&item=4711&amount=27.40&currency=EUR",
    )
    return action, Snapshot(surface="http", url=f"{SHOP}/checkout")


def graphql() -> Proposal:
    """A held GraphQL mutation."""
    action = Action.of(
        Surface.HTTP,
        "POST",
        url=f"{SHOP}/graphql",
        headers={"content-type": "application/json"},
        body='{"query":"mutation Close($id: ID!) { closeAccount(id: $id) { ok } }","variables":{"id":"17"}}',
    )
    return action, Snapshot(surface="http", url=SHOP)


def send_mail() -> Proposal:
    """A mail that `TASK` asks for; each one is another, since the second equal one would be a repetition."""
    action = Action.of(
        Surface.TOOL, "send_mail", to="ada@example.com", subject="Weekly summary", body=mail_body()
    )
    return action, Snapshot(surface="tool")


def delete() -> Proposal:
    """A deletion that nobody asked for."""
    return Action.of(Surface.TOOL, "delete_record", id=f"{next(_numbers)}"), Snapshot(surface="tool")


def mail_body() -> str:
    """The text of the next mail."""
    return f"All is well. Report no. {next(_numbers)}: twelve orders, no returns."
