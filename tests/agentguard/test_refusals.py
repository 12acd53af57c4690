"""Equal refusals: the same act again in whatever spelling, and never another one of its kind."""

from typing import Any

import pytest

from agentguard.refusals import refusal_keys
from agentguard.testing import temporary_firewall, tool_call
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.snapshot import Element, FieldState, FormState, Message, Snapshot

HERE = Snapshot(surface="tool")


def verdicts(*calls: Action, task: str = "Summarise the news", snapshot: Snapshot = HERE) -> list[str]:
    """What the firewall says of some calls, one after the other, and whether the loop breaker said it."""
    with temporary_firewall(task) as firewall:
        decisions = [firewall.decide(call, snapshot) for call in calls]
    assert all(decision.verdict is not Verdict.ALLOW for decision in decisions)
    return ["loop" if "firewall:loop" in decision.rules else "own" for decision in decisions]


def pay(to: str = "Elm Ltd", amount: object = 40, name: str = "bank.transfer", **more: Any) -> Action:
    """One transfer."""
    return tool_call(name, to=to, amount=amount, **more)


DIFFERENT = [
    [pay("Elm Ltd"), pay("Oak Ltd"), pay("Ash Ltd")],
    [pay(amount=40), pay(amount=41), pay(amount=42)],
    [pay(reference="A-1"), pay(reference="A-2"), pay(reference="A-3")],
    [tool_call("post_comment", text=text) for text in ("I agree", "Thank you", "See below")],
    [tool_call("create_webhook", title="Sync", port=port) for port in (1, 2, 3)],
    [tool_call("delete_file", path=path) for path in ("/srv/a", "/srv/b", "/srv/c")],
    [tool_call("send_email", to=f"{who}@x.example", subject="Hi", body="Hello") for who in "abc"],
    [Action.of(Surface.HTTP, "POST", url="https://x.example/pay", body={"to": to}) for to in "abc"],
    [Action.of(Surface.HTTP, "DELETE", url=f"https://x.example/orders/{n}") for n in (1, 2, 3)],
]


@pytest.mark.parametrize("calls", DIFFERENT, ids=lambda calls: calls[0].name)
def test_fault_21_different_acts_of_one_kind_are_no_loop(calls: list[Action]) -> None:
    """Fault 21: each is refused, or asked about, for itself, however many of the kind there were."""
    assert verdicts(*calls) == ["own", "own", "own"]


EQUAL = [
    [pay(), pay(), pay()],
    [pay("Elm Ltd"), pay(" ELM  ltd"), pay("Ｅｌｍ%20Ltd")],
    [pay(amount=40), pay(amount=40.0), pay(amount="40")],
    [pay(), pay(note=None), pay(note="")],
    [pay(), pay(name="bank.Transfer"), pay(name="bank.transfer", currency="")],
    [pay(), pay(name="wallet.transfer_money"), pay()],
    [tool_call("delete_file", path=path) for path in ("/srv/a", "/SRV/a", "/srv/%61")],
    [
        Action.of(Surface.HTTP, "DELETE", url="https://x.example/orders/1", headers={"x-request-id": n})
        for n in "abc"
    ],
]  # fmt: skip


@pytest.mark.parametrize("calls", EQUAL, ids=lambda calls: calls[0].name)
def test_fault_21_rewordings_of_one_act_are_a_loop(calls: list[Action]) -> None:
    """Fault 21: case, width, spacing, encoding and another way to the same end are no news."""
    assert verdicts(*calls) == ["own", "own", "loop"]


def page(context: str = "", value: str = "", to: str = "", token: str = "") -> Snapshot:
    """A page with a row, a form with a token, and a message being written."""
    fields = (FieldState(name="text", value=value), FieldState(name="csrf", value=token, hidden=True))
    return Snapshot(
        url="https://x.example/inbox",
        element=Element(role="button", name="Delete", context=context),
        form=FormState(method="post", action="/x", fields=fields),
        composer=Message(to=(to,)) if to else None,
    )


PAGES = [
    (page("Ann, invoice"), page("Ben, holiday"), False),
    (page(value="I agree"), page(value="Thank you"), False),
    (page(to="ann@x.example"), page(to="ben@x.example"), False),
    (page("Ann, invoice"), page("ann,  INVOICE"), True),
    (page(token="t1"), page(token="t2"), True),
]


@pytest.mark.parametrize(("one", "other", "equal"), PAGES)
def test_on_a_page_the_row_the_form_and_the_message_tell_acts_apart(
    one: Snapshot, other: Snapshot, equal: bool
) -> None:
    """The same button with other things in it is another act; a token that changes by itself is not."""
    click = Action.of(Surface.PAGE, "click", role="button", name="Delete")
    with temporary_firewall("Summarise the inbox") as firewall:
        keys = [set(refusal_keys(click, at, firewall.decide(click, at).judgements)) for at in (one, other)]
    assert bool(keys[0] & keys[1]) is equal


def test_without_effects_the_call_itself_is_what_counts() -> None:
    """What nobody could foresee anything of is equal to itself alone."""
    assert len(refusal_keys(tool_call("zap", x=1), HERE, ())) == 1
    assert refusal_keys(tool_call("zap", x=1), HERE, ()) == refusal_keys(tool_call("ZAP", X="1"), HERE, ())
    assert refusal_keys(tool_call("zap", x=1), HERE, ()) != refusal_keys(tool_call("zap", x=2), HERE, ())
