"""A limit of the request holds for all that is done under it, not for each act by itself."""

from decimal import Decimal

import pytest

from agentguard.authority import Mismatch
from agentguard.decision import Decision
from agentguard.errors import ActionStopped
from agentguard.firewall import Firewall
from agentguard.ledger.temporary import temporary_ledger
from agentguard.tally import REMEMBERED, Tally
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.effect import Effect
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot
from worldmodel.structural.numbers import size_set

CAP = "Order a kettle, a teapot and a tray, everything together for at most 60 euros."


def _order(total: str, *, action: str = "https://store.test/basket/place", page: str = "review") -> Snapshot:
    button = Element(
        tag="button",
        type="submit",
        role="button",
        name="Place order",
        is_submit=True,
        context=f"Sum €{total}",
    )
    return Snapshot(
        url=f"https://store.test/{page}",
        title="Checkout",
        heading="Review your order",
        text=f"Review your order\nOrder total €{total}\nCredit card ending in 4471",
        element=button,
        form=FormState(method="post", action=action),
    )


class Run:
    """One session that plays acts in turn."""

    def __init__(self, request: str, firewall: Firewall) -> None:
        self.firewall = firewall.for_task(request)

    def act(self, before: Snapshot, action: Action | None = None) -> str:
        """Play one act; return the verdict on it."""
        act = action or Action.of(Surface.PAGE, "click", name=before.element.name if before.element else "")
        try:
            self.firewall.run(act, lambda permit: None, snapshot=before)
        except ActionStopped as stopped:
            return stopped.decision.verdict.value
        return "allow"

    def mismatches(self, before: Snapshot) -> tuple[Mismatch, ...]:
        """What would differ from the request now."""
        act = Action.of(Surface.PAGE, "click", name="Place order")
        return _all(self.firewall.decide(act, before))


def _all(decision: Decision) -> tuple[Mismatch, ...]:
    return tuple(one for judged in decision.judgements for one in judged.authority.mismatches)


@pytest.fixture
def firewall():  # type: ignore[no-untyped-def]  # a fixture of pytest
    """A firewall on a ledger of its own."""
    with temporary_ledger() as ledger:
        yield Firewall(ledger=ledger)


LEAVES = Snapshot(url="https://store.test/", element=Element(tag="a", role="link", name="Home", href="/"))


def test_orders_that_come_to_more_than_the_limit_are_stopped(firewall: Firewall) -> None:
    """Each of three orders is below the limit, and together they are above it."""
    run = Run(CAP, firewall)
    assert run.act(_order("25.00")) == "allow"
    run.act(LEAVES)
    assert run.act(_order("30.00")) == "allow"
    run.act(LEAVES)
    assert Mismatch.AMOUNT in run.mismatches(_order("9.00"))
    assert run.act(_order("9.00")) != "allow"
    assert run.act(_order("4.00")) == "allow"


def test_the_stages_of_one_payment_count_once(firewall: Firewall) -> None:
    """A sum that is reviewed at one address and confirmed at another moves once."""
    run = Run(CAP, firewall)
    assert run.act(_order("50.00", action="https://store.test/basket/check", page="basket")) == "allow"
    assert run.act(_order("50.00", action="https://store.test/basket/81/place")) == "allow"


def test_a_form_that_comes_back_is_the_same_payment(firewall: Firewall) -> None:
    """What was turned back is mended and sent again: nothing was paid yet."""
    run = Run(CAP, firewall)
    assert run.act(_order("50.00")) == "allow"
    again = _order("50.00").model_copy(
        update={"text": "Order total €50.00\nCredit card\nPlease choose a day"}
    )
    assert Mismatch.AMOUNT not in run.mismatches(again)
    run.act(LEAVES)
    assert Mismatch.AMOUNT in run.mismatches(again)


@pytest.mark.parametrize(
    "request_",
    [
        "Order three trays for at most 40 euros each.",
        "Send 40 euros to Ada Finch and Bo Reed.",
        "Order a tray.",
    ],
)
def test_an_amount_for_each_is_no_sum(firewall: Firewall, request_: str) -> None:
    """A limit for each of several, or none at all, adds up to nothing."""
    task, tally = Task.of(request_), Tally()
    decision, before = _paid(firewall, request_), _order("30.00")
    tally.add(decision, before)
    tally.add(decision.model_copy(update={"action": Action.of(Surface.PAGE, "goto", url="/")}), LEAVES)
    judged = decision.judgements[0]
    assert tally.held_to(task, judged.authority, judged.effect, decision.action, before) == judged.authority


def _paid(firewall: Firewall, request: str) -> Decision:
    decision = firewall.for_task(request).decide(
        Action.of(Surface.PAGE, "click", name="Place order"), _order("30.00")
    )
    assert decision.judgements[0].effect.amount is not None
    assert decision.judgements[0].effect.amount.amount == Decimal("30.00")
    return decision


def _scale(number: int, name: str = "blue") -> Action:
    return Action.of(
        Surface.HTTP,
        "POST",
        url=f"https://cloud.test/api/groups/{name}/scale",
        headers={"content-type": "application/json"},
        body=f'{{"replicas":{number}}}',
    )


@pytest.mark.parametrize("steps", [(3, 4, 5), (5, 4, 3)])
async def test_steps_beyond_the_count_are_stopped(firewall: Firewall, steps: tuple[int, ...]) -> None:
    """Who was told of two machines may take two steps, up or down, in however many requests."""
    guarded = firewall.for_task("Add two machines to the group blue. Not more.")
    before = Snapshot(surface="http", url="https://cloud.test/groups/blue")
    for number in steps[:2]:
        assert (await guarded.aadmit(_scale(number), before)).allowed
    assert Mismatch.COUNT in _all(await guarded.adecide(_scale(steps[2]), before))
    assert Mismatch.COUNT not in _all(await guarded.adecide(_scale(steps[2], "green"), before))


def test_one_and_the_same_act_is_done_as_often_as_was_said(firewall: Firewall) -> None:
    """A button that adds one may be pressed twice for two, and not a third time."""
    run = Run("Add two shelves to the rack.", firewall)
    button = Element(tag="button", type="submit", role="button", name="Add shelf", is_submit=True)
    before = Snapshot(
        url="https://desk.test/rack",
        heading="Rack",
        element=button,
        form=FormState(
            method="post", action="https://desk.test/shelves", fields=(FieldState(name="by", value="1"),)
        ),
    )
    assert [run.act(before) for _ in range(2)] == ["allow", "allow"]
    assert run.act(before) != "allow"


def test_a_number_is_held_against_the_same_thing_only() -> None:
    """Everything but the number belongs to what it is set on."""
    call = Action.of(Surface.TOOL, "scale_service", service="api", replicas=4)
    other = Action.of(Surface.TOOL, "scale_service", service="web", replicas=4)
    assert size_set(call)[1] == 4
    assert size_set(call)[0] != size_set(other)[0]
    assert size_set(Action.of(Surface.TOOL, "scale_service", service="api"))[0] == ""


def test_old_stages_are_forgotten(firewall: Firewall) -> None:
    """The cost of an act does not grow with the session."""
    tally, decision = Tally(), _paid(firewall, CAP)
    for number in range(REMEMBERED + 50):
        tally.add(decision, _order("1.00", action=f"https://store.test/{'x' * (number + 1)}"))
    assert len(tally._sums) <= REMEMBERED


def test_effects_that_nobody_asked_for_are_left_as_they_are(firewall: Firewall) -> None:
    """What is not covered anyway is not made milder or sterner by what came before."""
    decision = firewall.for_task("Look at my orders.").decide(
        Action.of(Surface.PAGE, "click", name="Place order"), _order("30.00")
    )
    judged = decision.judgements[0]
    effect: Effect = judged.effect
    held = Tally().held_to(Task.of(CAP), judged.authority, effect, decision.action, _order("30.00"))
    assert held == judged.authority


def _console(button: str, heading: str, address: str) -> Snapshot:
    element = Element(
        tag="button", type="submit", role="button", name=button, is_submit=True, subject=heading
    )
    form = FormState(method="post", action=f"https://ops.test/{address}")
    return Snapshot(url=f"https://ops.test/{address}", heading=heading, element=element, form=form)


@pytest.mark.parametrize(
    "request_text",
    [
        'Take a backup of the ledger named "May", then run migration 0007.',
        'Back the ledger up as "May" and then run migration 0007.',
        "Faz uma cópia do razão e depois executa a migração 0007.",
    ],
)
def test_a_copy_that_was_to_come_first_comes_first(request_text: str, firewall: Firewall) -> None:
    """Nothing of the copy was seen: a person decides; once it was made, the rest is as asked."""
    run = Run(request_text, firewall)
    migration = _console("Run migration", "0007 drop old entries", "migrations/7/run")
    assert Mismatch.TOO_EARLY in run.mismatches(migration)
    assert run.act(_console("Create backup", "Backup of the ledger", "backups/new")) == "allow"
    assert Mismatch.TOO_EARLY not in run.mismatches(migration)


def test_without_an_order_nothing_is_too_early(firewall: Firewall) -> None:
    """Two wishes side by side may be done in any order."""
    run = Run('Run migration 0007. Take a backup of the ledger named "May".', firewall)
    assert Mismatch.TOO_EARLY not in run.mismatches(
        _console("Run migration", "0007 drop old entries", "migrations/7/run")
    )
