"""Situations: what people ask, what the surface tells, and how one effect stands to it; each both ways."""

from decimal import Decimal
from typing import Any

import pytest

from agentguard.authority import Authority
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Effect, Hazard, Money, Resource
from worldmodel.snapshot import Passage, Snapshot

SEND: dict[str, Any] = {"scope": "others", "reversibility": "irreversible"}


def effect_of(verb: str, thing: str, **overrides: Any) -> Effect:
    """An effect of a tool as its card describes it."""
    resource = Resource(kind="tool", id="tool")
    return default_catalogue().effect(verb, thing, resource, **overrides)


def money(amount: str) -> Money:
    """An amount without a currency."""
    return Money(amount=Decimal(amount))


def stand(
    request: str,
    effect: Effect,
    call: dict[str, Any] | None = None,
    *,
    facts: dict[str, Any] | None = None,
    approval: str | None = None,
    rules: str | None = None,
) -> Authority:
    """Ask how an effect of a tool call stands to a request."""
    passages = [Passage(origin="user", source="approval", text=approval)] if approval else []
    passages += [Passage(origin="setup", source="policy", text=rules)] if rules else []
    snapshot = Snapshot.model_validate({"surface": "tool", "facts": facts or {}, "passages": tuple(passages)})
    action = Action.of(Surface.TOOL, "service.call", **(call or {}))
    return Task.of(request).authorise(effect, action, snapshot)


# -- what is ruled out, and what only narrows --------------------------------------------------------------

BANS = [
    ("Share the menu with Kim, read only", effect_of("share", "menu", recipients=("kim@a.example",)), False),
    (
        "Lade Kim zum Ordner ein, nur lesen",
        effect_of("share", "Ordner", recipients=("kim@a.example",)),
        False,
    ),
    ("Look at the report, read only", effect_of("update", "report"), True),
    ("Refusals come from me; sort the candidates", effect_of("send", "refusals", **SEND), True),
    ("Absagen verschicke ich selbst, sortiere die Bewerbungen", effect_of("send", "Absage", **SEND), True),
    ("Refusals come from me; sort the candidates", effect_of("update", "candidates", tier="LOW"), False),
    ("Prepare the answer to Kim; I want to read it first", effect_of("send", "answer", **SEND), True),
    ("Prepare the answer to Kim; I want to read it first", effect_of("create", "answer", tier="LOW"), False),
    ("Prepare the mailing, don't send it", effect_of("send", "mailing", recipients=("all",), **SEND), True),
    ("Prepare the mailing, don't send it", effect_of("send", "test", recipients=("me",), **SEND), False),
]


@pytest.mark.parametrize(("request_text", "effect", "forbidden"), BANS)
def test_a_ban_is_no_wider_than_its_words(request_text: str, effect: Effect, forbidden: bool) -> None:
    """What narrows the manner forbids nothing; what the user keeps or wants to see first stays theirs."""
    assert (stand(request_text, effect).standing == "prohibited") is forbidden


# -- approvals ---------------------------------------------------------------------------------------------

NEW_ROLE = effect_of("grant", "role noor", hazards=(Hazard.LASTING_POWER,))
ROLE_CALL = {"user": "noor", "role": "editor"}

APPROVALS = [
    # the approval on record, whether it confirms
    ("ok by Lena for noor, editor", True),
    ("Lena approved noor as editor", True),
    ("team lead: noor, editor", True),
    ("ok by Lena for sami, editor", False),
    ("second signature missing", False),
    ("approval for noor pending", False),
    ("the approval for noor has expired", False),
    ("Lena declined noor, editor", False),
    ("not approved: noor, editor", False),
    ("waiting for Lena: noor, editor", False),
    ("noor, editor, for the archive only", False),
    (None, False),
]


@pytest.mark.parametrize(("approval", "confirms"), APPROVALS)
def test_an_approval_confirms_what_it_names(approval: str | None, confirms: bool) -> None:
    """Who and what have to be there; missing, pending, expired or for something else is no approval."""
    authority = stand("Give Noor editor rights in the wiki", NEW_ROLE, ROLE_CALL, approval=approval)
    assert authority.confirmed is confirms


@pytest.mark.parametrize(
    ("rules", "approval", "mismatch"),
    [
        ("editor rights need a second person's ok", None, True),
        ("editor rights need a second person's ok", "second ok by Lena for noor, editor", False),
        ("editor rights need a second person's ok", "second ok pending", True),
        ("editor rights need a second person's ok", "ok by Lena for sami, editor", True),
        ("invoices need two signatures", None, False),
        (None, "second signature missing", True),
        (None, None, False),
    ],
)
def test_a_rule_that_demands_an_approval_is_kept(
    rules: str | None, approval: str | None, mismatch: bool
) -> None:
    """What the project's rules make wait for somebody goes beyond the request until they agree."""
    authority = stand(
        "Give Noor editor rights in the wiki", NEW_ROLE, ROLE_CALL, approval=approval, rules=rules
    )
    assert ("unapproved" in authority.mismatches) is mismatch


def test_a_rule_above_an_amount_leaves_smaller_ones_alone() -> None:
    """Transfers over 1,000 need two; one of 40 does not."""
    rule = "transfers over 1000 need two signatures"
    for amount, due in (("40.00", False), ("4000.00", True)):
        effect = effect_of("transfer", "transfer", amount=money(amount), recipients=("Kim",))
        call = {"to": "Kim", "amount": float(amount)}
        authority = stand(f"Transfer {amount} to Kim", effect, call, rules=rule)
        assert ("unapproved" in authority.mismatches) is due


@pytest.mark.parametrize(
    ("request_text", "version", "confirmed"),
    [
        ("Publish the page 'Opening hours', draft 3 is approved", "draft 3", True),
        ("Publish the page 'Opening hours', draft 3 is approved", "draft 4", False),
        ("Publish the page 'Opening hours' once draft 3 is approved", "draft 3", False),
        ("Publish the page 'Opening hours'", "draft 3", False),
    ],
)
def test_the_request_itself_can_tell_of_an_approval(request_text: str, version: str, confirmed: bool) -> None:
    """A statement that something is approved confirms that version; a condition confirms nothing."""
    effect = effect_of("publish", "opening hours")
    call = {"title": "Opening hours", "version": version}
    assert stand(request_text, effect, call).confirmed is confirmed


# -- people ------------------------------------------------------------------------------------------------

TWO_ANNAS = {"contacts": ["Anna Roth", "Anna Rohde (choir)"]}
BOOK = {"contacts": {"Piet": "piet@boats.example", "landlord": "office@homes.example"}}

PEOPLE = [
    # request, facts, who gets it, the mismatch
    (
        "Tell Anna: the rehearsal is at 7",
        TWO_ANNAS | {"conversation": "Anna Rohde"},
        "Anna Roth",
        "recipient",
    ),
    ("Tell Anna: the rehearsal is at 7", TWO_ANNAS | {"conversation": "Anna Rohde"}, "Anna Rohde", None),
    ("Tell Anna from the choir: we start at 7", TWO_ANNAS, "Anna Rohde (choir)", None),
    ("Tell Anna from the choir: we start at 7", TWO_ANNAS, "Anna Roth", "recipient"),
    ("Tell Anna: we start at 7", TWO_ANNAS, "Anna Roth", "recipient"),
    ("Tell Anna Roth: we start at 7", TWO_ANNAS, "Anna Roth", None),
    ("Write to Piet that the boat is ready", BOOK, "piet@boats.example", None),
    ("Write to Piet that the boat is ready", BOOK, "office@homes.example", "recipient"),
    ("Text +00 555 0101: the boat is ready", {}, "+00 555 0101", None),
    ("Text +00 555 0101: the boat is ready", {}, "+00 555 0102", "recipient"),
    ("Schreib dem Vermieter, dass es tropft", {}, "verwaltung@homes.example", None),
    ("Schreib dem Vermieter, dass es tropft", {}, "everyone@homes.example", "recipient"),
]


@pytest.mark.parametrize(("request_text", "facts", "to", "mismatch"), PEOPLE)
def test_the_address_book_tells_who_is_meant(
    request_text: str, facts: dict[str, Any], to: str, mismatch: str | None
) -> None:
    """A name is who the book and the conversation say; a role is not held against an address."""
    effect = effect_of("send", "message", recipients=(to,), **SEND)
    authority = stand(request_text, effect, {"to": to}, facts=facts)
    assert ("recipient" in authority.mismatches) is (mismatch is not None)


@pytest.mark.parametrize(("user", "mismatch"), [("rosa.alt", False), ("rosa.neu", True), ("mika.ost", True)])
def test_an_id_is_the_person_that_the_facts_tell(user: str, mismatch: bool) -> None:
    """An id made of another person's name is another person, whatever the effect is called."""
    facts = {"contacts": ["Rosa Alt (left in May)", "Rosa Neu (active)", "Mika Ost"]}
    effect = effect_of("configure", user, tier="LOW", reversibility="reversible", scope="self")
    authority = stand("Close the login of Rosa, she left in May", effect, {"user": user}, facts=facts)
    assert ("recipient" in authority.mismatches) is mismatch


@pytest.mark.parametrize(("user", "mismatch"), [("u-3", False), ("u-4", True), ("all", True)])
def test_what_is_ones_own_is_not_anothers(user: str, mismatch: bool) -> None:
    """What is mine is the own account's: not another id of the sort, and not everybody's."""
    effect = effect_of("update", "status")
    call = {"user": user, "status": "busy"}
    authority = stand("Set my status to busy", effect, call, facts={"account": "own account u-3"})
    assert ("object" in authority.mismatches) is mismatch


# -- things ------------------------------------------------------------------------------------------------

SHELF = {"documents": ["Recipes", "Recipes summer"]}

THINGS = [
    ("Delete the note 'Recipes summer'", {"title": "Recipes summer"}, SHELF, False),
    ("Delete the note 'Recipes summer'", {"title": "Recipes"}, SHELF, True),
    ("Delete the note 'Recipes'", {"title": "Recipes summer"}, SHELF, True),
    ("Delete the note 'Recipes'", {"title": "Recipes.md"}, SHELF, False),
    ("Lösche den alten Hausplan", {"title": "floor plan old"}, {}, False),
    ("Lösche die Urlaubsfotos vom Mai", {"path": "May/photos"}, {}, False),
    ("Delete the floor plan", {"title": "Tax return 2024"}, {}, True),
]


@pytest.mark.parametrize(("request_text", "call", "facts", "mismatch"), THINGS)
def test_a_quoted_name_is_exact_and_tongues_may_differ(
    request_text: str, call: dict[str, Any], facts: dict[str, Any], mismatch: bool
) -> None:
    """The name in quotes is that very thing; words of two languages are not held against each other."""
    effect = effect_of("delete", str(next(iter(call.values()))))
    assert ("object" in stand(request_text, effect, call, facts=facts).mismatches) is mismatch


@pytest.mark.parametrize(
    ("request_text", "call", "mismatch"),
    [
        ("Raise the upload limit to 200", {"limit": 200}, False),
        ("Raise the upload limit to 200", {"limit": 2000}, True),
        ("Stelle die Heizung auf 19", {"target": 25}, True),
        ("Stelle die Heizung auf 19", {"target": 19}, False),
        ("Raise the upload limit", {"limit": 2000}, False),
    ],
)
def test_a_value_is_the_one_that_was_named(request_text: str, call: dict[str, Any], mismatch: bool) -> None:
    """A number that the user wants something set to is that number."""
    effect = effect_of("configure", "limit", tier="HIGH")
    assert ("content" in stand(request_text, effect, call).mismatches) is mismatch


# -- asking ------------------------------------------------------------------------------------------------

ASKED = [
    (
        "Send Kim 25.00 for the tickets",
        effect_of("transfer", "25.00", amount=money("25.00"), recipients=("Kim",)),
    ),
    ("Move 0.2 bitcoin to my cold wallet", effect_of("transfer", "0.2", amount=money("0.2"))),
    ("Put the page 'Winter' live", effect_of("publish", "winter")),
    ("Let the gardener in on Friday", effect_of("grant", "gardener", tier="LOW")),
    ("Register a webhook for new tickets", effect_of("persist", "webhook tickets")),
    ("Ab jetzt soll jede Rechnung in den Ordner Belege, leg eine Regel an", effect_of("persist", "Regel")),
    ("Let the trial run out", effect_of("stop", "trial")),
    ("Update the firmware of the router", effect_of("install", "firmware")),
    ("Remove Rosa's access to the drive", effect_of("stop", "access rosa")),
    ("Tidy the backups, keep the last four", effect_of("weaken", "backups")),
]


@pytest.mark.parametrize(("request_text", "effect"), ASKED)
def test_many_ways_to_ask_grant(request_text: str, effect: Effect) -> None:
    """Money, doors, pages, rules and devices are asked for in everyday words."""
    call = {"keep": 4} if "keep" in request_text else {}
    assert stand(request_text, effect, call).standing == "granted"


UNASKED = [
    ("Move the coin page into the archive", effect_of("transfer", "coin", amount=money("3.00"))),
    ("Update my wallet address", effect_of("transfer", "wallet", amount=money("3.00"))),
    ("Let the trial run out", effect_of("subscribe", "trial")),
    ("Sort the mails from the school", effect_of("persist", "rule")),
    ("Tidy the backups, keep the last four", effect_of("weaken", "backups")),
    ("Send Kim version 2.10", effect_of("transfer", "2.10", amount=money("2.10"), recipients=("Kim",))),
]


@pytest.mark.parametrize(("request_text", "effect"), UNASKED)
def test_what_sounds_alike_grants_nothing(request_text: str, effect: Effect) -> None:
    """A page about coins moves no money, and an ended trial is not renewed."""
    assert stand(request_text, effect, {"keep": 0}).standing != "granted"


@pytest.mark.parametrize(
    ("request_text", "confirmed"),
    [
        ("Pay invoice A-77 from Nordlicht, 1,250.00", True),
        ("Pay the invoice from Nordlicht", False),
        ("Pay invoice A-77 from Nordlicht, at most 1,300.00", False),
    ],
)
def test_exact_terms_are_not_asked_about_again(request_text: str, confirmed: bool) -> None:
    """Amount and payee just as the user said them confirm the payment."""
    effect = effect_of("transfer", "bank", amount=money("1250.00"), recipients=("Nordlicht",))
    call = {"to": "Nordlicht", "amount": 1250.0, "reference": "A-77"}
    assert stand(request_text, effect, call).confirmed is confirmed
    recurring = effect.model_copy(update={"hazards": (Hazard.RECURRING,)})
    assert not stand(request_text, recurring, call).confirmed


@pytest.mark.parametrize(
    ("text", "shown", "mismatch"),
    [
        ("Send 40.00 to the account ending in 88x1", "40.00 to AB-12-88x1", False),
        ("Send 40.00 to the account ending in 88x1", "40.00 to AB-12-77y2", True),
    ],
)
def test_another_account_than_the_one_told_by_its_end(text: str, shown: str, mismatch: bool) -> None:
    """The last characters that the user gave have to be there."""
    effect = default_catalogue().effect(
        "transfer", "transfer", Resource(kind="site", id="bank.example"), amount=money("40.00")
    )
    action = Action.of(Surface.PAGE, "click", role="button", name="Send")
    authority = Task.of(text).authorise(effect, action, Snapshot(url="https://bank.example/t", text=shown))
    assert ("recipient" in authority.mismatches) is mismatch


def test_one_time_is_no_standing_order() -> None:
    """Who asks for one payment gets no recurring one."""
    effect = effect_of(
        "transfer", "30.00", amount=money("30.00"), recipients=("Kim",), hazards=(Hazard.RECURRING,)
    )
    assert "count" in stand("Send Kim 30.00 once", effect, {"to": "Kim"}).mismatches


@pytest.mark.parametrize(
    "request_text", ["Add a record to the zone harbour.example", "Renew the domain harbour.example"]
)
def test_a_host_that_is_the_thing_is_no_place_to_stay(request_text: str) -> None:
    """A zone is worked on at the registrar's."""
    effect = default_catalogue().effect("create", "record", Resource(kind="site", id="api.registrar.example"))
    assert "host" not in stand(request_text, effect).mismatches


# -- more of what differs ----------------------------------------------------------------------------------

DIFFERS: list[tuple[str, str, dict[str, Any], dict[str, Any], str | None]] = [
    # request, verb, call, facts, the mismatch
    ("Mark ticket 55 as done", "update", {"id": 56, "note": "done"}, {}, "object"),
    ("Mark ticket 55 as done", "update", {"id": 55, "note": "done"}, {}, None),
    ("Give Mei view access to the plan", "share", {"user": "mei", "role": "owner"}, {}, "object"),
    ("Give Mei view access to the plan", "share", {"user": "mei", "role": "viewer"}, {}, None),
    ("Gib Mei Lesezugriff auf den Plan", "grant", {"user": "mei", "role": "editor"}, {}, "object"),
    ("Book the court for Friday", "reserve", {"day": "Saturday"}, {}, "content"),
    ("Book the court for Friday", "reserve", {"day": "Fri"}, {}, None),
    ("Réserve la salle pour vendredi", "reserve", {"day": "Freitag"}, {}, None),
    ("Tell Anna that the boat is ready", "send", {"channel": "all-hands"}, {}, "recipient"),
]


@pytest.mark.parametrize(("request_text", "verb", "call", "facts", "mismatch"), DIFFERS)
def test_numbers_levels_and_days_are_those_that_were_named(
    request_text: str, verb: str, call: dict[str, Any], facts: dict[str, Any], mismatch: str | None
) -> None:
    """Another ticket, a stronger role, another day: what was asked for, but not so."""
    to = (str(call["channel"]),) if "channel" in call else ()
    effect = effect_of(verb, " ".join(str(value) for value in call.values()), recipients=to)
    found = stand(request_text, effect, call, facts=facts).mismatches
    assert (mismatch in found) if mismatch else not found


@pytest.mark.parametrize(
    ("request_text", "name", "opposite"),
    [
        ("Enable the nightly check", "checks.disable", True),
        ("Enable the nightly check", "checks.enable", False),
        ("Mute the channel", "channel.unmute", True),
        ("Aktiviere die Prüfung", "checks.disable", True),
        ("Approve the request lv-9", "leave.reject", True),
    ],
)
def test_the_opposite_of_what_was_asked(request_text: str, name: str, opposite: bool) -> None:
    """Who asks to turn something on has not asked to turn it off."""
    snapshot, action = Snapshot(surface="tool"), Action.of(Surface.TOOL, name, target="x")
    authority = Task.of(request_text).authorise(effect_of("update", "check"), action, snapshot)
    assert ("content" in authority.mismatches) is opposite


@pytest.mark.parametrize(("iban", "mismatch"), [("XX10 2000", False), ("XX99 9999", True)])
def test_the_payees_account_is_the_one_that_is_known(iban: str, mismatch: bool) -> None:
    """Where the facts tell a payee's account, money goes there and nowhere else."""
    effect = effect_of("transfer", "rent", amount=money("250.00"), recipients=(iban, "Elena"))
    call = {"to": "Elena", "iban": iban, "amount": 250}
    authority = stand("Transfer 250 to Elena", effect, call, facts={"contacts": {"Elena": "XX10 2000"}})
    assert ("recipients_wider" in authority.mismatches) is mismatch


def test_a_name_may_change_its_end_where_the_language_changes_ends() -> None:
    """The Polish "Marka" is Marek; an English "Alex" is not Alexa."""
    for request_text, book, to, same in (
        ("Napisz do Marka, że już jadę", {"Marek": "marek@x.example"}, "marek@x.example", True),
        ("Tell Alex that I am late", {"Alexa": "alexa@x.example"}, "alexa@x.example", False),
    ):
        effect = effect_of("send", "message", recipients=(to,), **SEND)
        authority = stand(request_text, effect, {"to": to}, facts={"contacts": book})
        assert ("recipient" not in authority.mismatches) is same


@pytest.mark.parametrize(
    ("request_text", "verb", "banned"),
    [
        ("Write the newsletter; sending it is up to me", "send", True),
        ("Write the newsletter; sending it is up to me", "create", False),
        ("Create a read-only token for the dashboard", "grant", False),
        ("Read only, please: the dashboard", "grant", True),
    ],
)
def test_what_is_kept_is_the_act_that_is_named(request_text: str, verb: str, banned: bool) -> None:
    """Sending is kept and writing is not; a read-only token is a sort of token, no ban."""
    effect = effect_of(verb, "newsletter" if "newsletter" in request_text else "token dashboard")
    assert (stand(request_text, effect).standing == "prohibited") is banned
