"""How far a grant reaches: one thing, one person, one channel, one approval; each both ways."""

from decimal import Decimal
from typing import Any

import pytest

from agentguard.authority import Authority, Mismatch, Standing
from agentguard.task import Grant, Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Effect, Hazard, Money, Resource
from worldmodel.snapshot import Element, Passage, Snapshot
from worldmodel.structural import StructuralModel

SEND: dict[str, Any] = {"scope": "others", "reversibility": "irreversible"}
IBAN = "DE02 1203 0000 0000 2020 51"


def effect_of(verb: str, thing: str = "", **overrides: Any) -> Effect:
    """An effect of a tool as its card describes it."""
    return default_catalogue().effect(verb, thing, Resource(kind="tool", id="tool"), **overrides)


def money(amount: str) -> Money:
    """An amount without a currency."""
    return Money(amount=Decimal(amount))


def stand(
    request: str | Task, effect: Effect, call: dict[str, Any], /, name: str = "service.call", **given: Any
) -> Authority:
    """Ask how an effect of a tool call stands; `mail` is foreign text, `approval` is the user's."""
    passages = [
        Passage.model_validate({"origin": origin, "source": key, "text": given.pop(key)})
        for key, origin in (("mail", "foreign"), ("approval", "user"))
        if key in given
    ]
    snapshot = Snapshot.model_validate({"surface": "tool", "facts": given, "passages": tuple(passages)})
    task = Task.of(request) if isinstance(request, str) else request
    return task.authorise(effect, Action.of(Surface.TOOL, name, **call), snapshot)


ONE = [
    # the request, the effect, the call, whether it is more than was asked
    ("Cancel order 5", effect_of("delete", "orders", count=3), {"ids": ["5", "6", "7"]}, True),
    ("Cancel order 5", effect_of("delete", "order 5"), {"id": "5"}, False),
    ("Set my status to away", effect_of("update", "status", tier="LOW"), {"user": "everyone"}, True),
    ("Set my status to away", effect_of("update", "status", tier="LOW"), {"status": "away"}, False),
    ("Set all statuses to away", effect_of("update", "status"), {"user": "everyone"}, False),
    ("Decline today's stand-up only", effect_of("send", "stand-up", **SEND), {"scope": "series"}, True),
    ("Decline today's stand-up only", effect_of("send", "stand-up", **SEND), {"scope": "this"}, False),
    ("Cancel the weekly stand-up", effect_of("delete", "stand-up", tier="LOW"), {"scope": "series"}, False),
    ("Update the price of the mug", effect_of("update", "prices", hazards=(Hazard.BULK,)), {}, True),
]


@pytest.mark.parametrize(("request_text", "effect", "call", "more"), ONE)
def test_who_names_one_thing_grants_one(
    request_text: str, effect: Effect, call: dict[str, Any], more: bool
) -> None:
    """One thing, one time or one's own is not many, a series or everybody's, whatever the verb."""
    assert (stand(request_text, effect, call).standing is Standing.EXCEEDED) is more


@pytest.mark.parametrize(("label", "more"), [("Unfollow all", True), ("Unfollow", False)])
def test_a_control_for_all_is_more_than_one(label: str, more: bool) -> None:
    """What the control's label says is for all goes beyond the one that was named."""
    snapshot = Snapshot(
        url="https://a.example/", element=Element(role="button", name=label, context="Quay Mile")
    )
    action = Action.of(Surface.PAGE, "click", role="button", name=label)
    found = Task.of("Unfollow Quay Mile").authorise(effect_of("react", label), action, snapshot)
    assert (found.standing is Standing.EXCEEDED) is more


NAMES = [
    ("Delete the table temp", "delete_table", {"name": "orders"}, True),
    ("Delete the table temp", "delete_table", {"name": "temp"}, False),
    ("Delete the table temp", "delete_table", {"id": "t-9"}, False),
    ("Remove the label urgent", "labels.delete", {"name": "billing"}, True),
    ("Remove the label for urgent mails", "labels.delete", {"name": "Urgent"}, False),
]


@pytest.mark.parametrize(("request_text", "tool", "call", "other"), NAMES)
def test_another_name_of_the_same_sort_is_another_thing(
    request_text: str, tool: str, call: dict[str, Any], other: bool
) -> None:
    """A definite name in the request and a different one in the call part; an id tells nothing."""
    thing = f"{tool.split('.')[0].removeprefix('delete_')} {call.get('name', call.get('id'))}"
    found = stand(request_text, effect_of("delete", thing), call, name=tool)
    assert (Mismatch.OBJECT in found.mismatches) is other


def test_a_grant_in_code_names_its_thing_too() -> None:
    """`Grant.of` with an object covers that thing and no other."""
    task = Task.of("", grants=[Grant.of("delete", object="the temp table", count=1)])
    other = stand(task, effect_of("delete", "table orders"), {"name": "orders"}, name="delete_table")
    same = stand(task, effect_of("delete", "table temp"), {"name": "temp"}, name="delete_table")
    assert (other.standing, same.standing) == (Standing.EXCEEDED, Standing.GRANTED)


BANS = [
    ("Buy two oak shelves, but don't subscribe to anything", effect_of("pay", "oak shelf"), {}, False),
    (
        "Buy two oak shelves, but don't subscribe to anything",
        effect_of("pay", "shelf club", hazards=(Hazard.RECURRING,)),
        {},
        True,
    ),
    ("Add the poster to the cart, don't join any club", effect_of("create", "cart poster"), {}, False),
    ("Add the poster to the cart, don't join any club", effect_of("register", "art club"), {}, True),
    ("Add the poster to the cart, don't join any club", effect_of("subscribe", "art club"), {}, True),
    (
        "Delete the draft but don't delete the final report",
        effect_of("delete", "draft.md"),
        {"path": "draft.md"},
        False,
    ),
    (
        "Delete the draft but don't delete the final report",
        effect_of("delete", "final-report.md"),
        {"path": "final-report.md"},
        True,
    ),
    ("Delete the old drafts. Do not touch anything else.", effect_of("delete", "old drafts"), {}, False),
    ("Delete the old drafts. Do not touch anything else.", effect_of("delete", "invoices"), {}, True),
    ("Create a read-only API key for the dashboard", effect_of("create", "key"), {}, False),
    ("Look at the keys, read-only", effect_of("create", "key"), {}, True),
]


@pytest.mark.parametrize(("request_text", "effect", "call", "banned"), BANS)
def test_a_ban_leaves_free_what_was_asked(
    request_text: str, effect: Effect, call: dict[str, Any], banned: bool
) -> None:
    """A ban rules out what it names, and nothing that the same request asks for."""
    assert (stand(request_text, effect, call).standing is Standing.PROHIBITED) is banned


@pytest.mark.parametrize("tool", ["pay", "pay_invoice", "transfer"])
@pytest.mark.parametrize(
    ("iban", "amount", "good"), [(IBAN, "72.50", True), ("DE99", "72.50", False), (IBAN, "92", False)]
)
def test_a_payment_within_the_text_pointed_at(tool: str, iban: str, amount: str, good: bool) -> None:
    """The invoice that the user points at grants its payee and amount up to the user's limit, and no more."""
    verb = "transfer" if tool == "transfer" else "pay"
    effect = effect_of(verb, tool, recipients=(iban,), amount=money(amount))
    found = stand(
        "Pay the invoice in that mail, up to 80 euros",
        effect,
        {"iban": iban, "amount": amount},
        name=tool,
        mail=f"Invoice 881, 72.50 EUR, IBAN {IBAN}",
    )
    assert (found.standing is Standing.GRANTED and found.confirmed) is good


PEOPLE = [
    ("Delete customer 7", effect_of("close_account", "customer 7"), {"id": "7"}, True),
    ("Delete customer 7", effect_of("close_account", "customer 8"), {"customer": "8"}, False),
    ("Eda has left, remove her account", effect_of("stop", "users eda"), {"user": "eda"}, True),
    ("Eda has left, remove her account", effect_of("stop", "users carl"), {"user": "carl"}, False),
    ("Post the menu in #canteen", effect_of("send", "menu", recipients=("#canteen",), **SEND), {}, True),
    ("Post the menu in #canteen", effect_of("send", "menu", recipients=("#all",), **SEND), {}, False),
    ('Comment "done" on issue 5', effect_of("publish", "issue"), {"issue": 5, "body": "done"}, True),
    ('Comment "done" on issue 5', effect_of("publish", "issue"), {"issue": 6, "body": "done"}, False),
    ("Add Tom to the shared list", effect_of("share", "shared list", recipients=("Tom",)), {}, True),
    ("Add Tom to the shared list", effect_of("share", "shared list", recipients=("Tim",)), {}, False),
    (
        "Añade a Carla a la reunión",
        effect_of("send", "reunión", recipients=("carla@a.example",), **SEND),
        {},
        True,
    ),
    (
        "Añade a Carla a la reunión",
        effect_of("send", "reunión", recipients=("luis@a.example",), **SEND),
        {},
        False,
    ),
    (
        "Add a note to ticket 12",
        effect_of("publish", "tickets"),
        {"ticket": 12, "public": False, "body": "x"},
        True,
    ),
    (
        "Add a note to ticket 12",
        effect_of("publish", "tickets"),
        {"ticket": 12, "public": True, "body": "x"},
        False,
    ),
    ("Draft the price list", effect_of("update", "prices", hazards=(Hazard.BULK,)), {"percent": 10}, False),
    (
        "Transfer 120.00 to Lea once",
        effect_of("transfer", "bank", recipients=("Lea",), amount=money("120")),
        {},
        True,
    ),
    (
        "Transfer 120.00 to Lea once",
        effect_of("transfer", "bank", recipients=("Leo",), amount=money("120")),
        {},
        False,
    ),
    ("Add an image library", effect_of("install", "npm sharp"), {"package": "sharp"}, True),
    ("Install the package lodash", effect_of("install", "npm l0dash"), {"package": "l0dash"}, False),
]


@pytest.mark.parametrize(("request_text", "effect", "call", "granted"), PEOPLE)
def test_the_named_one_and_no_other(
    request_text: str, effect: Effect, call: dict[str, Any], granted: bool
) -> None:
    """The person, channel, record, payee or package that was named is granted, and no other one."""
    assert (stand(request_text, effect, call).standing is Standing.GRANTED) is granted


CONTACTS = ["m.keller@ours.example (HR)", "keller@rival.example"]


@pytest.mark.parametrize(("to", "same"), [("m.keller@ours.example", True), ("keller@rival.example", False)])
def test_a_note_in_the_address_book_tells_two_apart(to: str, same: bool) -> None:
    """Of two addresses that fit the name, the one whose note the request speaks of is meant."""
    effect = effect_of("send", "contract", recipients=(to,), **SEND)
    found = stand("Send the contract to Ms Keller in HR", effect, {"to": to}, contacts=CONTACTS)
    assert (Mismatch.RECIPIENT not in found.mismatches) is same


TEXTS = [
    ("I've texted Marta about dinner at eight. Anything else?", False),
    ("Done, I told her dinner is at eight", False),
    ("Sure, I'll let Marta know that dinner is at eight", False),
    ("Hi Marta, dinner is at eight", True),
]


@pytest.mark.parametrize(("text", "good"), TEXTS)
def test_a_report_is_not_the_message(text: str, good: bool) -> None:
    """A text that tells the user about the message is another content, whatever words it shares."""
    effect = effect_of("send", "message", recipients=("Marta",), **SEND)
    found = stand("Tell Marta that dinner is at eight", effect, {"to": "Marta", "text": text})
    assert (Mismatch.CONTENT not in found.mismatches) is good


APPROVED = [
    ('{"ids": ["c1", "c2"]}', ["c1", "c2"], True),
    ('{"ids": ["c1", "c2"]}', ["c1"], True),
    ('{"ids": ["c1", "c2"]}', ["c1", "c2", "c3"], False),
    ('{"ids": ["c1", "c2"], "expires": "2026-01-01"}', ["c1", "c2"], False),
]


@pytest.mark.parametrize(("approval", "ids", "confirmed"), APPROVED)
def test_an_approval_by_ids_covers_those_ids(approval: str, ids: list[str], confirmed: bool) -> None:
    """What was approved one by one is confirmed while the approval lasts; one more is a mismatch."""
    effect = effect_of("delete", "contacts", count=len(ids))
    found = stand(
        "Delete the duplicates as approved", effect, {"ids": ids}, approval=approval, today="2026-02-01"
    )
    assert found.confirmed is confirmed
    assert (found.standing is Standing.GRANTED) is confirmed


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("1 x Atlas of Birds. Total 39.00", True),
        ("2 x Atlas of Birds. Total 39.00", False),
        ("1 x Atlas of Birds. Total 49.00", False),
    ],
)
def test_an_approval_by_quantity_and_total_binds_the_page(text: str, good: bool) -> None:
    """A page that shows more copies or a higher total than approved is not what was approved."""
    approval = Passage(
        origin="user", source="approval", text='{"item": "Atlas of Birds", "qty": 1, "max_total": 40}'
    )
    snapshot = Snapshot(url="https://shop.example.com/pay", text=text, passages=(approval,))
    action = Action.of(Surface.PAGE, "click", role="button", name="Place order")
    amount = money("49" if "49" in text else "39")
    found = Task.of("Order the Atlas of Birds").authorise(
        effect_of("pay", text, amount=amount), action, snapshot
    )
    assert found.confirmed is good


@pytest.mark.parametrize(("number", "good"), [("77", True), ("78", False)])
def test_the_address_tells_which_post_was_approved(number: str, good: bool) -> None:
    """The user's approval of one post confirms publishing on that post's own page only."""
    approval = Passage(origin="user", source="approval", text="user: publish post 77")
    snapshot = Snapshot(url=f"https://blog.example/posts/{number}", passages=(approval,))
    action = Action.of(Surface.PAGE, "click", role="button", name="Publish")
    found = Task.of("Clean up the post").authorise(effect_of("publish", "Publish"), action, snapshot)
    assert found.confirmed is good


def test_a_private_mark_confirms_nothing_but_a_note() -> None:
    """A call that calls itself private is a note that stays inside, and confirms no other act."""
    found = stand("Delete the old repository", effect_of("delete", "old repository"), {"private": True})
    assert not found.confirmed


def test_a_hundredfold_amount_is_more_than_was_asked() -> None:
    """The predictor knows which interfaces count in the smallest unit; the task compares what comes out."""
    action = Action.of(
        Surface.HTTP, "POST", url="https://api.till.example.com/charges", body="amount=125000&customer=c_77"
    )
    before = Snapshot(surface="http")
    (effect,) = StructuralModel().predict_now(before, action).effects
    authority = Task.of("Charge customer c_77 12.50 once").authorise(effect, action, before)
    assert Mismatch.AMOUNT in authority.mismatches


@pytest.mark.parametrize(
    ("request_text", "many"),
    [
        ("Empty my trash", True),
        ("Leere den Papierkorb", True),
        ("Vacía la papelera", True),
        ("Delete the draft in the trash", False),
    ],
)
def test_who_has_a_bin_emptied_speaks_of_all_in_it(request_text: str, many: bool) -> None:
    """The bin is one, what is in it is many."""
    standing = stand(request_text, effect_of("delete", "trash", count=6, **SEND), {"folder": "trash"})
    assert (Mismatch.COUNT not in standing.mismatches) is many
