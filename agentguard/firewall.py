"""The firewall: the one place that knows the order.

propose -> snapshot -> classify -> predict -> score -> decide -> record -> enforce -> observe -> record
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar

from agentguard import telemetry
from agentguard.approvals.approver import Answer, Approver, NobodyThereError
from agentguard.decision import Decision
from agentguard.errors import (
    ActionBlocked,
    ActionStopped,
    ApprovalPending,
    EvaluationError,
    LedgerError,
    ReplanRequired,
    SnapshotError,
)
from agentguard.explain import guidance_text, reason_text
from agentguard.foresee import foresee
from agentguard.judge import Judge, Ruling, key_of
from agentguard.ledger import Ledger
from agentguard.permit import Permit, PermitBook, PermitRefusedError
from agentguard.policy import Policy
from agentguard.portal import wait_for
from agentguard.provenance import Provenance
from agentguard.session import Session
from agentguard.settings import Settings
from agentguard.task import Task
from agentguard.verdict import Verdict
from worldmodel.action import Action
from worldmodel.catalogue import default_catalogue
from worldmodel.classify import classify
from worldmodel.model import WorldModel
from worldmodel.outcome import Outcome, compare
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot
from worldmodel.structural import StructuralModel

T = TypeVar("T")
State = Snapshot | Callable[[], Awaitable[Snapshot]]
Observer = Callable[[Any], Awaitable[Outcome]]

_READ_ONLY = Prediction(model="classify", state_changing=False)


class Firewall:
    """Decides about proposed actions, runs what may run, and remembers.

    One firewall guards one session of one task; `for_task` opens another session on the same policy,
    models and ledger. Safe under threads and parallel tasks.

    Args:
        task: what the user asked for, as a `Task` or in the user's own words; it is what grants.
        policy: the rules; the shipped ones, with the settings' folder, when not given.
        models: the world models, cheapest first; the structural model when not given.
        settings: costs, limits, paths; from `agentguard.toml` when not given.
        ledger: where decisions are recorded; opened from the settings when not given.
        approver: who is asked. With nobody to ask, an `ask` is not run.

    Raises:
        ConfigurationError: policy or settings can't be used.
    """

    def __init__(
        self,
        task: Task | str | None = None,
        *,
        policy: Policy | None = None,
        models: Sequence[WorldModel] | None = None,
        settings: Settings | None = None,
        ledger: Ledger | None = None,
        approver: Approver | None = None,
    ) -> None:
        self.settings = settings or Settings.load()
        self.catalogue = default_catalogue()
        self.policy = policy or _policy_of(self.settings)
        self.models: tuple[WorldModel, ...] = tuple(models) if models is not None else (StructuralModel(),)
        self.ledger = ledger or Ledger.from_settings(self.settings.ledger)
        self.approver = approver
        self.task = Task.of(task) if isinstance(task, str) else task
        self.session = Session()
        self.provenance = Provenance()
        if self.task is not None:
            self.provenance.show(self.task.request, "the user's request", "user")
        self._permits = PermitBook(self.settings.limits.permit_ttl)
        self._judge = Judge(self.policy, self.catalogue, self.settings)

    def for_task(self, task: Task | str | None) -> "Firewall":
        """Open a new session for another task, on the same policy, models, ledger and approver."""
        return Firewall(
            task,
            policy=self.policy,
            models=self.models,
            settings=self.settings,
            ledger=self.ledger,
            approver=self.approver,
        )

    def show(self, text: str, source: str, origin: Literal["setup", "foreign"] = "foreign") -> None:
        """Tell the firewall of a text that the agent was shown, and where it came from.

        Foreign text (pages, tool results, files, mails) never widens what the task grants.
        """
        self.provenance.show(text, source, origin)

    # -- decide ------------------------------------------------------------------------------------------

    def decide(self, action: Action, snapshot: Snapshot) -> Decision:
        """Decide about `action` without running it. For synchronous callers; see `adecide`."""
        passed = self._pass_reading(action, snapshot)
        return passed if passed is not None else wait_for(self.adecide(action, snapshot))

    async def adecide(self, action: Action, snapshot: Snapshot, *, under: Permit | None = None) -> Decision:
        """Decide about `action` on `snapshot`, and record the decision before anything can run.

        `under` is the permit of the act that caused this one (a request held at the wire): what that
        permit covers was decided already.

        Raises:
            EvaluationError: the firewall itself failed; nothing may run.
            LedgerError: the decision can't be recorded; nothing may run.
        """
        passed = self._pass_reading(action, snapshot)
        if passed is not None:
            return passed
        started = time.perf_counter()
        try:
            prediction, failures = await foresee(
                self.models,
                snapshot,
                action,
                catalogue=self.catalogue,
                timeout=self.settings.limits.predictor_timeout,
            )
            decision = self._rule(action, snapshot, prediction, failures, under, started)
        except (asyncio.CancelledError, LedgerError):
            raise
        except Exception as error:
            self._record_failure(action, error)
            raise EvaluationError(f"the decision failed and nothing was run: {error}") from error
        self.ledger.record_decision(decision)
        self.session.note(decision)
        telemetry.record(decision)
        return decision

    def _pass_reading(self, action: Action, snapshot: Snapshot) -> Decision | None:
        if classify(action, snapshot) != "read_only":
            return None
        return Decision.model_construct(
            action=action,
            snapshot_digest="",
            prediction=_READ_ONLY,
            verdict=Verdict.ALLOW,
            would_be=Verdict.ALLOW,
            mode=self.settings.mode,
            policy_version=self.policy.version,
            decided_at=datetime.now(UTC),
            elapsed_ms=0.0,
        )

    def _rule(
        self,
        action: Action,
        snapshot: Snapshot,
        prediction: Prediction,
        failures: tuple[str, ...],
        under: Permit | None,
        started: float,
    ) -> Decision:
        ruling = self._judge.rule(
            action,
            snapshot,
            prediction,
            task=self.task,
            provenance=self.provenance,
            session=self.session,
            under=under,
        )
        verdict, rules = self._break_loops(action, ruling)
        would_be = verdict
        if self.settings.mode == "observe":
            verdict = Verdict.ALLOW
        all_failures = (*failures, *ruling.failures)
        return Decision(
            action=action,
            snapshot_digest=snapshot.digest,
            prediction=prediction,
            judgements=ruling.judgements,
            risk=ruling.risk,
            verdict=verdict,
            would_be=would_be,
            mode=self.settings.mode,
            rules=rules,
            guidance=guidance_text(would_be, ruling.judgements, ruling.routes),
            reason=reason_text(ruling.judgements, all_failures),
            policy_version=self.policy.version,
            failures=all_failures,
            decided_at=datetime.now(UTC),
            elapsed_ms=(time.perf_counter() - started) * 1000,
        )

    def _break_loops(self, action: Action, ruling: Ruling) -> tuple[Verdict, tuple[str, ...]]:
        """Turn the third equal refusal into a block, so that an agent does not try for ever."""
        if ruling.verdict is Verdict.ALLOW:
            return ruling.verdict, ruling.rules
        key = ruling.key(action)
        refused_before = self.session.refusals_of(key)
        self.session.refuse(key)
        if refused_before + 1 >= self.settings.limits.equal_refusals:
            return Verdict.BLOCK, (*ruling.rules, "firewall:loop")
        return ruling.verdict, ruling.rules

    async def aadmit(self, action: Action, snapshot: Snapshot, *, under: Permit | None = None) -> Decision:
        """Decide, ask where a person has to agree, and return the decision that lets the action run.

        For edges that hold an action themselves, such as a request at the wire.

        Raises:
            ActionStopped: it may not run.
            EvaluationError: the firewall failed; it may not run.
        """
        decision = await self.adecide(action, snapshot, under=under)
        return decision if decision.allowed else await self._settle(decision, snapshot)

    # -- run ---------------------------------------------------------------------------------------------

    def run(self, action: Action, execute: Callable[[Permit | None], T], *, snapshot: Snapshot) -> T:
        """Decide, run `execute` in the caller's thread if it may run, and record the outcome.

        Raises:
            ActionStopped: not run; the error carries the decision.
            EvaluationError: the firewall failed; not run.
        """
        if self._pass_reading(action, snapshot) is not None:
            return execute(None)
        with telemetry.tool_span(action):
            permit, decision = wait_for(self._permit(action, snapshot))
            try:
                result = execute(permit)
            except BaseException as error:
                self._conclude(decision, snapshot, _failed(error))
                raise
            self._conclude(decision, snapshot, Outcome(status="done", unobserved=("effects",)))
            return result

    async def arun(
        self,
        action: Action,
        execute: Callable[[Permit | None], Awaitable[T]],
        *,
        snapshot: State,
        observe: Observer | None = None,
    ) -> T:
        """Decide, await `execute(permit)` if it may run, observe what happened, and record it.

        `snapshot` may be a callable that takes a fresh one: then the state is checked again at the moment
        of execution, and a change means a new decision. `execute` gets None for an action that only reads.

        Raises:
            ActionStopped: not run; the error carries the decision.
            EvaluationError: the firewall failed; not run.
        """
        before = await _take(snapshot)
        if self._pass_reading(action, before) is not None:
            return await execute(None)
        with telemetry.tool_span(action):
            permit, decision = await self._permit(action, snapshot, before)
            try:
                result = await execute(permit)
            except BaseException as error:
                self._conclude(decision, before, _failed(error))
                raise
            self._conclude(decision, before, await _observed(observe, result))
            return result

    async def _permit(
        self, action: Action, snapshot: State, before: Snapshot | None = None
    ) -> tuple[Permit, Decision]:
        """Decide until decision and state agree at the moment of execution; then redeem the permit."""
        before = before or await _take(snapshot)
        for _ in range(self.settings.limits.redecisions):
            decision = await self.adecide(action, before)
            asked_from = time.monotonic()
            if not decision.allowed:
                decision = await self._settle(decision, before)
            permit = self._permits.issue(decision, before)
            now = before if isinstance(snapshot, Snapshot) else await _take(snapshot)
            try:
                self._permits.redeem(permit, action, now, self.policy.version)
            except PermitRefusedError as error:
                self.ledger.append(
                    "permit_refused",
                    {"decision": decision.id, "why": str(error), "after_s": time.monotonic() - asked_from},
                )
                before = now
                continue
            self.session.begin(key_of(action, before))
            return permit, decision
        raise EvaluationError("the state kept changing between decision and execution; nothing was run")

    async def _settle(self, decision: Decision, snapshot: Snapshot) -> Decision:
        """Ask whoever can be asked; return an allowed decision or raise the refusal."""
        if decision.verdict is not Verdict.ASK:
            raise _refusal(decision)
        answer = await self._ask(decision, snapshot)
        self.ledger.append(
            "approval",
            {"decision": decision.id, "answer": answer.verdict, "by": answer.by, "note": answer.note},
        )
        if answer.verdict == "no":
            self.session.reject(key_of(decision.action, snapshot))
            raise ActionBlocked(
                decision.model_copy(update={"guidance": "A person looked at this and said no."})
            )
        self.session.renew()
        return decision.model_copy(update={"verdict": Verdict.ALLOW})

    async def _ask(self, decision: Decision, snapshot: Snapshot) -> Answer:
        if self.approver is None:
            raise ApprovalPending(decision)
        try:
            return await self.approver.ask(decision, snapshot)
        except NobodyThereError as error:
            raise ApprovalPending(decision, error.approval_id) from error
        except ActionStopped:
            raise
        except Exception as error:
            self._record_failure(decision.action, error)
            raise EvaluationError(f"asking failed and nothing was run: {error}") from error

    def _conclude(self, decision: Decision, before: Snapshot, outcome: Outcome) -> None:
        self.session.end(key_of(decision.action, before), outcome.status)
        self.ledger.record_outcome(decision.id, outcome, compare(decision.prediction, outcome))

    def _record_failure(self, action: Action, error: Exception) -> None:
        self.ledger.append(
            "failure",
            {"action": action.digest, "name": action.name, "error": f"{type(error).__name__}: {error}"},
        )


def _policy_of(settings: Settings) -> Policy:
    return Policy.load(settings.policy.folder) if settings.policy.folder else Policy.default()


def _refusal(decision: Decision) -> ActionStopped:
    if decision.verdict is Verdict.REPLAN:
        return ReplanRequired(decision)
    return ActionBlocked(decision)


_CERTAIN = (ActionStopped, TypeError, ValueError, LookupError, PermissionError, NotImplementedError)
"""Errors that a tool raises before it has done anything; any other leaves the outcome unknown."""


def _failed(error: BaseException) -> Outcome:
    """What an error says about the effect: after a time-out or a lost connection it may have happened."""
    status: Literal["unknown", "failed"] = "failed" if isinstance(error, _CERTAIN) else "unknown"
    return Outcome(status=status, unobserved=("effects",), detail=f"{type(error).__name__}: {error}")


async def _take(snapshot: State) -> Snapshot:
    if isinstance(snapshot, Snapshot):
        return snapshot
    try:
        taken = await snapshot()
    except Exception as error:
        raise SnapshotError(f"the state could not be read: {error}") from error
    if not isinstance(taken, Snapshot):
        raise SnapshotError(f"a snapshot was expected, not {type(taken).__name__}")
    return taken


async def _observed(observe: Observer | None, result: object) -> Outcome:
    if observe is None:
        return Outcome(status="done", unobserved=("effects",))
    try:
        return await observe(result)
    except Exception as error:  # noqa: BLE001 - the action ran; a blind observer is recorded as blind
        return Outcome(status="done", unobserved=("effects",), detail=f"observation failed: {error}")
