"""Real parts and small fakes for tests of your own policies, tools and agents.

```python
def test_a_refund_needs_a_person() -> None:
    with temporary_firewall("Refund order 7 to ann@example.com", policy=Policy.load("policy")) as firewall:
        assert_verdict(firewall, tool_call("refund", order=7), "ask", rules=("refunds",))
```
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from typing_extensions import override

from agentguard.approvals.approver import Answer, Approver, Word
from agentguard.decision import Decision
from agentguard.firewall import Firewall
from agentguard.ledger.temporary import temporary_ledger
from agentguard.policy import Policy, PolicyWatcher
from agentguard.settings import Settings
from agentguard.task import Task
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Effect, Resource
from worldmodel.model import WorldModel
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot

__all__ = [
    "FixedModel",
    "ScriptedApprover",
    "allowing",
    "assert_verdict",
    "denying",
    "effect",
    "temporary_firewall",
    "tool_call",
]


def tool_call(name: str, /, **arguments: Any) -> Action:
    """A proposed call of a tool."""
    return Action.of(Surface.TOOL, name, **arguments)


def effect(verb: str, object: str = "a thing", *, tool: str = "tool", **fields: Any) -> Effect:
    """An effect as the catalogue's card fills it in; `fields` override the card.

    Raises:
        CatalogueError: there is no such verb.
    """
    probability = fields.pop("probability", 0.9)
    resource = fields.pop("resource", Resource(kind="tool", id=tool))
    return default_catalogue().effect(verb, object, resource, probability=probability, **fields)


class FixedModel:
    """A world model that foresees the same effects of every action."""

    def __init__(
        self, effects: Sequence[Effect] = (), *, abstained: bool = False, name: str = "fixed"
    ) -> None:
        self._prediction = Prediction(model=name, effects=tuple(effects), abstained=abstained)

    @property
    def name(self) -> str:
        """The name recorded with every effect."""
        return self._prediction.model

    async def predict(self, before: Snapshot, action: Action) -> Prediction:
        """Return the fixed prediction."""
        return self._prediction


class ScriptedApprover:
    """Answers in the given order, and the last answer for ever after; `asked` keeps what it was asked.

    Args:
        answers: "yes", "no" or "always".
        by: who is recorded to have answered.
    """

    def __init__(self, *answers: Word, by: str = "test") -> None:
        self._answers = list(answers or ("yes",))
        self._by = by
        self.asked: list[Decision] = []

    async def ask(self, decision: Decision, snapshot: Snapshot) -> Answer:
        """Return the next answer."""
        self.asked.append(decision)
        word = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return Answer(verdict=word, by=self._by)

    @override
    def __repr__(self) -> str:
        return f"ScriptedApprover({', '.join(self._answers)})"


def allowing(*, by: str = "test") -> ScriptedApprover:
    """An approver that says yes to everything."""
    return ScriptedApprover("yes", by=by)


def denying(*, by: str = "test") -> ScriptedApprover:
    """An approver that says no to everything."""
    return ScriptedApprover("no", by=by)


@contextmanager
def temporary_firewall(
    task: Task | str | None = None,
    *,
    policy: Policy | PolicyWatcher | None = None,
    models: Sequence[WorldModel] | None = None,
    approver: Approver | None = None,
    settings: Settings | None = None,
) -> Iterator[Firewall]:
    """Yield a real firewall whose ledger is gone afterwards.

    Without `settings` the defaults hold: no `agentguard.toml` of the working folder is read.
    """
    with temporary_ledger() as ledger:
        yield Firewall(
            task,
            policy=policy,
            models=models,
            settings=settings or Settings(),
            ledger=ledger,
            approver=approver,
        )


def assert_verdict(
    firewall: Firewall,
    action: Action,
    verdict: Verdict | Literal["allow", "ask", "replan", "block"],
    *,
    snapshot: Snapshot | None = None,
    rules: Sequence[str] = (),
) -> Decision:
    """Decide about `action`, run nothing, and return the decision if it is as expected.

    Args:
        firewall: who decides.
        action: what is proposed.
        verdict: what it should say (in observe mode: would say).
        snapshot: the state; an empty one of the action's surface when not given.
        rules: ids that must be among the rules that matched.

    Raises:
        AssertionError: another verdict, or a rule that did not match; tells why the firewall decided so.
    """
    decision = firewall.decide(action, snapshot or Snapshot(surface=action.surface.value))
    missing = set(rules) - set(decision.rules)
    if decision.would_be != Verdict(verdict) or missing:
        raise AssertionError(
            f"{action.name}: expected {verdict} by {', '.join(rules) or 'any rule'}, got "
            f"{decision.would_be} by {', '.join(decision.rules) or 'no rule'}\n{decision.reason}".rstrip()
        )
    return decision
