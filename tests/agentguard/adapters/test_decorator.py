"""`@guard`: every call of a tool goes through the firewall."""

import asyncio
import functools
from collections.abc import Iterator
from typing import Any

import pytest
from typing_extensions import override

from agentguard.adapters.decorator import Refusal, guard
from agentguard.approvals import CallbackApprover
from agentguard.decision import Decision
from agentguard.errors import (
    ActionBlocked,
    ActionStopped,
    ApprovalPending,
    ConfigurationError,
    EvaluationError,
    SnapshotError,
)
from agentguard.firewall import Firewall
from agentguard.policy import Policy
from agentguard.policy.loader import DEFAULT_RULES, Source
from agentguard.testing import FixedModel, allowing, denying, temporary_firewall
from worldmodel.errors import CatalogueError
from worldmodel.snapshot import Snapshot

TASK = "Send the report to bob@example.com"


@pytest.fixture(name="firewall")
def _firewall() -> Iterator[Firewall]:
    with temporary_firewall(TASK) as made:
        yield made


def decided(firewall: Firewall) -> list[dict[str, Any]]:
    """The recorded decisions."""
    return [entry.payload["record"] for entry in firewall.ledger.entries(kind="decision")]


async def finished(tool: Any, *args: Any, **kwargs: Any) -> Any:
    """Call a tool, and await what it returns where there is something to await."""
    result = tool(*args, **kwargs)
    return await result if asyncio.iscoroutine(result) else result


async def test_fault_22_functions_and_methods_sync_and_async_behave_alike(firewall: Firewall) -> None:
    """Fault 22: the four kinds of a tool get the same verdicts, and keep name, text and result."""

    @guard(firewall)
    def send_email(to: str, subject: str, body: str = "") -> str:
        """Send a mail."""
        return f"{subject} to {to}"

    @guard(firewall, name="send_email")
    async def send_email_later(to: str, subject: str, body: str = "") -> str:
        """Send a mail."""
        return f"{subject} to {to}"

    class Mail:
        @guard(firewall)
        def send_email(self, to: str, subject: str, body: str = "") -> str:
            """Send a mail."""
            return f"{subject} to {to}"

        @staticmethod
        @guard(firewall)
        def send_email_static(to: str, subject: str, body: str = "") -> str:
            """Send a mail."""
            return f"{subject} to {to}"

    for number, tool in enumerate((send_email, send_email_later, Mail().send_email, Mail.send_email_static)):
        result = await finished(tool, "bob@example.com", subject=f"report {number}")
        assert result == f"report {number} to bob@example.com"
        with pytest.raises(ActionStopped):
            await finished(tool, "eve@example.net", subject=f"report {number}")
    assert send_email.__name__ == "send_email"
    assert send_email.__doc__ == "Send a mail."
    assert asyncio.iscoroutinefunction(send_email_later)


def test_fault_08_what_was_approved_is_what_runs() -> None:
    """Fault 8: what is executed is what was approved; the caller's object is not used."""
    mine = {"paths": ["a.txt"]}
    ran: list[Any] = []

    def approve(decision: Decision) -> bool:
        mine["paths"].append("everything")
        return True

    with temporary_firewall(None, approver=CallbackApprover(approve)) as firewall:

        @guard(firewall)
        def delete_files(wanted: dict[str, list[str]], force: bool = False) -> None:
            ran.append({"wanted": wanted, "force": force})

        delete_files(mine)
        (record,) = decided(firewall)
    assert ran == [{"wanted": {"paths": ["a.txt"]}, "force": False}]
    assert record["action"]["arguments_json"] == '{"force":false,"wanted":{"paths":["a.txt"]}}'


def test_a_tool_that_changes_its_arguments_changes_no_record(firewall: Firewall) -> None:
    """The tool gets fresh values; what it does to them stays its own."""

    @guard(firewall)
    def update_note(tags: list[str]) -> list[str]:
        tags.append("mine")
        return tags

    given = ["a"]
    assert update_note(given) == ["a", "mine"]
    assert given == ["a"]
    assert decided(firewall)[0]["action"]["arguments_json"] == '{"tags":["a"]}'


def test_a_refusal_can_be_a_result(firewall: Firewall) -> None:
    """Fault 16: for frameworks that want one; marked as an error, with the reason, never a quiet no-op."""

    @guard(firewall, refuse="return")
    def pay_invoice(invoice: str, amount: int) -> Any:
        return "paid"

    refusal = pay_invoice("INV-9", 900)
    assert isinstance(refusal, Refusal)
    assert (refusal.is_error, refusal.verdict) == (True, "block")
    assert "Not run" in refusal.error
    assert refusal.decision_id == decided(firewall)[0]["id"]


async def test_a_refusal_can_be_an_awaited_result(firewall: Firewall) -> None:
    """The same for asynchronous tools."""

    @guard(firewall, refuse="return")
    async def pay_invoice(invoice: str, amount: int) -> Any:
        return "paid"

    assert isinstance(await pay_invoice("INV-9", 900), Refusal)


def test_a_person_s_no_is_told_as_a_block() -> None:
    """An agent must not take a no for a question that still waits."""
    with temporary_firewall(None, approver=denying()) as firewall:

        @guard(firewall, refuse="return")
        def delete_file(path: str) -> Any:
            return "deleted"

        refusal = delete_file("notes.txt")
    assert refusal.verdict == "block"


def test_declared_effects_only_raise_caution(firewall: Firewall) -> None:
    """A name that reads harmless does not let a declared payment through; a declared read softens nothing."""

    @guard(firewall, effects=["pay"])
    def get_receipt(order: int) -> str:
        return "ran"

    @guard(firewall, effects=["read"])
    def pay_invoice(invoice: str, amount: int) -> str:
        return "ran"

    @guard(firewall)
    def get_weather(city: str) -> str:
        return "ran"

    assert get_weather("Bergen") == "ran"
    with pytest.raises(ActionBlocked):
        get_receipt(7)
    with pytest.raises(ActionBlocked):
        pay_invoice("INV-9", 900)


def test_declared_effects_count_with_any_model() -> None:
    """A model that knows nothing of the declaration does not erase it."""
    with temporary_firewall(TASK, models=[FixedModel()]) as firewall:

        @guard(firewall, effects=["pay"])
        def touch(order: int) -> str:
            return "ran"

        with pytest.raises(ActionBlocked):
            touch(1)


def test_declared_effects_survive_a_state_of_one_s_own(firewall: Firewall) -> None:
    """What the author says is kept beside what the state says."""
    facts = Snapshot.model_validate(
        {"surface": "tool", "facts": {"tool": {"schema": {}}, "environment": "test"}}
    )

    @guard(firewall, effects=["pay"], snapshot=lambda _: facts)
    def get_receipt(order: int) -> str:
        return "ran"

    with pytest.raises(ActionBlocked) as stopped:
        get_receipt(7)
    assert stopped.value.decision.judgements[-1].effect.verb == "pay"


def test_an_unknown_declared_effect_is_refused_at_decoration(firewall: Firewall) -> None:
    """Fault 5: a typo is an error, not an effect that nobody knows."""
    with pytest.raises(CatalogueError, match="delete"):
        guard(firewall, effects=["delte"])


def _generator() -> Iterator[int]:
    yield 1


async def _agenerator() -> Any:
    yield 1


class _Callable:
    def __call__(self, x: int) -> int:
        return x


class _AsyncCallable:
    async def __call__(self, x: int) -> int:
        return x


class _Tool:
    """A class."""


@pytest.mark.parametrize(
    ("thing", "why"),
    [
        (_generator, "generator"),
        (_agenerator, "generator"),
        (_Tool, "class"),
        (staticmethod(_generator), "staticmethod"),
        (classmethod(print), "classmethod"),
        (property(print), "property"),
        (7, "only functions"),
        (_AsyncCallable(), "__call__"),
        (_Callable(), "no name"),
        (functools.partial(print, "x"), "no name"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_can_not_be_held_back_is_refused_at_decoration(thing: Any, why: str, firewall: Firewall) -> None:
    """A guard that could not hold a tool back must not pretend to."""
    with pytest.raises(ConfigurationError, match=why):
        guard(firewall)(thing)


def test_a_callable_object_with_a_name_can_be_guarded(firewall: Firewall) -> None:
    """Given a name, any callable will do."""
    assert guard(firewall, name="get_thing")(_Callable())(3) == 3


def test_fault_09_the_state_is_read_again_before_the_tool_runs() -> None:
    """Fault 9: the file changed while the person was thinking, so the answer to the old one is void."""
    content = ["old"]
    asked: list[str] = []

    def approve(_decision: Decision) -> bool:
        asked.append(content[0])
        content[0] = "new"
        return True

    def state(arguments: dict[str, Any]) -> Snapshot:
        facts = {"files": {arguments["script"]: {"sha256": content[0]}}}
        return Snapshot.model_validate({"surface": "tool", "facts": facts})

    with temporary_firewall(None, approver=CallbackApprover(approve)) as firewall:

        @guard(firewall, snapshot=state)
        def run_script(script: str) -> str:
            return content[0]

        assert run_script("deploy.sh") == "new"
    assert asked == ["old", "new"]


async def test_a_state_that_is_no_snapshot_stops_the_call(firewall: Firewall) -> None:
    """Sync and async alike."""
    odd: Any = lambda _: {"cwd": "/"}  # noqa: E731 - given where a Snapshot belongs

    @guard(firewall, snapshot=odd)
    def update_note(text: str) -> str:
        return "ran"

    @guard(firewall, snapshot=odd)
    async def update_other(text: str) -> str:
        return "ran"

    with pytest.raises(SnapshotError):
        update_note("x")
    with pytest.raises(SnapshotError):
        await update_other("x")


def test_an_argument_that_can_not_be_decided_on_is_not_run(firewall: Firewall) -> None:
    """Fault 17: an unmappable argument is refused, not dropped."""
    ran: list[object] = []

    @guard(firewall)
    def update_note(text: Any) -> None:
        ran.append(text)

    with pytest.raises(EvaluationError):
        update_note(float("nan"))
    assert ran == []


async def test_fault_10_the_tool_starts_after_the_verdict() -> None:
    """Fault 10: with a model that takes two seconds the tool starts after its answer, sync and async."""
    order: list[str] = []

    class Slow(FixedModel):
        @override
        async def predict(self, before: Snapshot, action: Any) -> Any:
            await asyncio.sleep(2)
            order.append("verdict")
            return await super().predict(before, action)

    with temporary_firewall(TASK, models=[Slow()]) as firewall:
        firewall.settings = firewall.settings.model_copy(
            update={"limits": firewall.settings.limits.model_copy(update={"predictor_timeout": 60.0})}
        )

        @guard(firewall)
        def update_note(text: str) -> None:
            order.append("start")

        @guard(firewall)
        async def update_other(text: str) -> None:
            order.append("start")

        await update_other("x")
        await asyncio.to_thread(update_note, "x")
    assert order == ["verdict", "start"] * 2


def test_fault_23_an_inner_permission_does_not_lift_an_outer_ban() -> None:
    """Faults 19 and 23: of two guards on one tool the stricter one wins, whichever lies inside."""
    ran: list[str] = []
    with temporary_firewall(None, approver=allowing()) as mild, temporary_firewall("Buy a lamp") as strict:
        for outer, inner in ((mild, strict), (strict, mild)):

            @guard(outer)
            @guard(inner)
            def close_account(account: str) -> None:
                ran.append(account)

            with pytest.raises(ActionBlocked):
                close_account("7")
    assert ran == []


def test_a_pending_question_reaches_the_caller_with_its_id() -> None:
    """The agent can say which answer it waits for."""
    with temporary_firewall(None) as firewall:

        @guard(firewall)
        def delete_file(path: str) -> None:
            """Delete a file."""

        with pytest.raises(ApprovalPending) as waiting:
            delete_file("notes.txt")
    assert waiting.value.approval_id is None


OFF_ADMIN = """
@id("off-admin") @verdict("block") @guidance("The admin pages are out of bounds.")
forbid (principal, action in [Action::"navigate", Action::"read"], resource)
when { context.object like "*/admin*" };
"""


def test_a_rule_on_looking_holds_for_tools() -> None:
    """A tool that only looks is let out early where no rule speaks of it, and judged where one does."""
    shop = Snapshot(surface="tool", url="https://shop.example/")
    policy = Policy((DEFAULT_RULES, Source("project.cedar", OFF_ADMIN)))
    with temporary_firewall("Summarise the shop's news", policy=policy) as firewall:

        @guard(firewall, snapshot=lambda _: shop)
        def fetch(url: str) -> str:
            return f"text of {url}"

        @guard(firewall, snapshot=lambda _: shop)
        def open_page(url: str) -> str:
            return f"text of {url}"

        for tool in (fetch, open_page):
            assert tool("https://shop.example/news") == "text of https://shop.example/news"
            for path in ("admin/users", "%61dmin/users", "x/../admin", "./x/%2e%2e/admin?tab=1"):
                with pytest.raises(ActionBlocked):
                    tool(f"https://shop.example/{path}")
        assert any("off-admin" in record["rules"] for record in decided(firewall))
