"""The firewall: the one place that knows the order.

propose -> snapshot -> classify -> predict -> score -> decide -> record -> enforce -> observe -> record
"""

import time
import uuid
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Literal, TypeVar

from agentguard import telemetry
from agentguard.approvals.approver import Approver
from agentguard.asking import settle
from agentguard.decision import Decision
from agentguard.declared import declares, with_declared
from agentguard.errors import EvaluationError, LedgerError, SnapshotError
from agentguard.explain import guidance_text, reason_text
from agentguard.foresee import foresee
from agentguard.in_force import InForce
from agentguard.judge import Judge, Ruling, key_of
from agentguard.ledger import Ledger
from agentguard.outcomes import Observer, State, checked, failed, failure, observed, unwatched
from agentguard.permit import Permit, PermitBook, PermitRefusedError
from agentguard.policy import Policy, PolicyWatcher
from agentguard.portal import wait_for
from agentguard.provenance import Provenance
from agentguard.refusals import refusal_keys
from agentguard.resuming import NamedRun
from agentguard.secrecy import remember_secrets
from agentguard.session import Session
from agentguard.settings import Settings
from agentguard.task import Task
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.catalogue import Catalogue, default_catalogue
from worldmodel.classify import classify, look_verbs
from worldmodel.effect import Hazard
from worldmodel.model import WorldModel
from worldmodel.outcome import Outcome, compare
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot
from worldmodel.structural import StructuralModel

T = TypeVar("T")

_READ_ONLY = Prediction(model="classify", state_changing=False)


class Firewall:
    """Decides about proposed actions, runs what may run, and remembers.

    One firewall guards one session of one task; `for_task` opens another session on the same policy,
    models and ledger. Safe under threads and parallel tasks.

    Args:
        task: what the user asked for, as a `Task` or in the user's own words; it is what grants.
        policy: the rules, or what watches their folder; the shipped ones, with the settings' folder, when
            not given. The folder is watched: an edit holds from the next decision on.
        models: the world models, cheapest first; the structural model when not given.
        settings: costs, limits, paths; from `agentguard.toml` when not given.
        ledger: where decisions are recorded; opened from the settings when not given.
        approver: who is asked. With nobody to ask, an `ask` is not run.
        run: a name for this run. A firewall that is opened under the same name, on the same ledger, goes on
            where the run ended, and knows what it has done: a batch that is replayed does nothing twice.

    Raises:
        ConfigurationError: policy or settings can't be used.
    """

    def __init__(
        self,
        task: Task | str | None = None,
        *,
        policy: Policy | PolicyWatcher | None = None,
        models: Sequence[WorldModel] | None = None,
        settings: Settings | None = None,
        ledger: Ledger | None = None,
        approver: Approver | None = None,
        run: str | None = None,
    ) -> None:
        self.settings = settings or Settings.load()
        self.models: tuple[WorldModel, ...] = tuple(models) if models is not None else (StructuralModel(),)
        rules = policy or _rules_of(self.settings)
        self.ledger = ledger or Ledger.from_settings(self.settings.ledger)
        self.approver = approver
        self._in_force = InForce(rules, self.ledger)
        self.catalogue = self.policy.schema.catalogue
        self.task = Task.of(task) if isinstance(task, str) else task
        self._run = NamedRun(self.ledger, run) if run is not None else None
        self._id = self._run.id if self._run is not None else uuid.uuid4().hex
        self.session = self._run.session() if self._run is not None else Session()
        self.provenance = Provenance()
        if self.task is not None:
            self.provenance.show(self.task.request, "the user's request", "user")
        self._permits = PermitBook(self.settings.limits.permit_ttl)
        self._judge = Judge(self.catalogue, self.settings)

    @property
    def policy(self) -> Policy:
        """The policy in force now."""
        return self._in_force.policy

    def for_task(self, task: Task | str | None) -> "Firewall":
        """Open a new session for another task, on the same policy, models, ledger and approver."""
        opened = Firewall(
            task,
            policy=self.policy,
            models=self.models,
            settings=self.settings,
            ledger=self.ledger,
            approver=self.approver,
        )
        opened._in_force = self._in_force  # a watched folder stays watched, and its changes recorded once
        return opened

    def show(self, text: str, source: str, origin: Literal["setup", "foreign"] = "foreign") -> None:
        """Tell the firewall of a text that the agent was shown, and where it came from.

        Foreign text (pages, tool results, files, mails) never widens what the task grants. What a tool of the
        name `source` was asked for last is part of what the text is called.
        """
        self.provenance.show(text, self.session.named(source), origin)

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
            remember_secrets(self.ledger.redactor, action)
            action = self._identified(action, snapshot)
            prediction, failures = await foresee(
                self.models,
                snapshot,
                action,
                catalogue=self.catalogue,
                timeout=self.settings.limits.predictor_timeout,
            )
            prediction = with_declared(prediction, snapshot, action, self.catalogue)
            decision = self._rule(action, snapshot, prediction, failures, under, started)
        except LedgerError:
            raise
        except Exception as error:
            raise failure(self.ledger, action, "the decision failed", error) from error
        self.ledger.record_decision(decision)
        self.session.note(decision)
        telemetry.record(decision)
        return decision

    def _pass_reading(self, action: Action, snapshot: Snapshot) -> Decision | None:
        """Let out what only looks, unless its author or some rule has a word to say about it."""
        policy = self.policy
        self.session.ask(action)
        try:
            if classify(action, snapshot) != "read_only" or declares(snapshot):
                return None
            if policy.looks and policy.looks & look_verbs(action):
                return None
        except Exception as error:
            raise failure(self.ledger, action, "the action could not be classified", error) from error
        return Decision.model_construct(
            action=action,
            snapshot_digest="",
            prediction=_READ_ONLY,
            verdict=Verdict.ALLOW,
            would_be=Verdict.ALLOW,
            mode=self.settings.mode,
            policy_version=policy.version,
            decided_at=datetime.now(UTC),
            elapsed_ms=0.0,
        )

    def _identified(self, action: Action, snapshot: Snapshot) -> Action:
        """Name a call that no framework named: equal calls of one run share one question."""
        if action.call_id is not None:
            return action
        seal = self.ledger.redactor.seal
        return action.model_copy(update={"call_id": seal(f"{self._id}:{key_of(action, snapshot)}")[:32]})

    def _rule(
        self,
        action: Action,
        snapshot: Snapshot,
        prediction: Prediction,
        failures: tuple[str, ...],
        under: Permit | None,
        started: float,
    ) -> Decision:
        policy = self.policy
        ruling = self._judge.rule(
            action,
            snapshot,
            prediction,
            policy=policy,
            task=self.task,
            provenance=self.provenance,
            session=self.session,
            under=under,
        )
        verdict, rules = self._break_loops(action, snapshot, ruling)
        would_be = verdict
        if self.settings.mode == "observe":
            verdict = Verdict.ALLOW
        mask = self.ledger.redactor.text
        all_failures = tuple(mask(line) for line in (*failures, *ruling.failures))
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
            guidance=mask(guidance_text(would_be, ruling.judgements, ruling.routes)),
            reason=mask(reason_text(ruling.judgements, all_failures)),
            policy_version=policy.version,
            failures=all_failures,
            decided_at=datetime.now(UTC),
            elapsed_ms=(time.perf_counter() - started) * 1000,
        )

    def _break_loops(
        self, action: Action, snapshot: Snapshot, ruling: Ruling
    ) -> tuple[Verdict, tuple[str, ...]]:
        """Turn the third equal refusal into a block, so that an agent does not try for ever.

        A question that somebody can answer is no refusal yet; one that nobody answered is (see `settle`).
        """
        if ruling.verdict is Verdict.ALLOW:
            return ruling.verdict, ruling.rules
        keys = refusal_keys(action, snapshot, ruling.judgements)
        answerable = ruling.verdict is Verdict.ASK and self.approver is not None
        count = self.session.refusals_of(keys) + 1 if answerable else self.session.refuse(keys)
        if count >= self.settings.limits.equal_refusals:
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
        if not decision.allowed:
            decision = await settle(
                decision, snapshot, approver=self.approver, ledger=self.ledger, session=self.session
            )
        if action.surface is Surface.HTTP:  # it is let out by whoever holds it, and concluded by nobody
            self.session.tally.add(decision, snapshot)
        return decision

    # -- run ---------------------------------------------------------------------------------------------

    def run(
        self,
        action: Action,
        execute: Callable[[Permit | None], T],
        *,
        snapshot: Snapshot | Callable[[], Snapshot],
    ) -> T:
        """Decide, run `execute` in the caller's thread if it may run, and record the outcome.

        `snapshot` may be a callable that takes a fresh one; see `arun`.

        Raises:
            ActionStopped: not run; the error carries the decision.
            EvaluationError: the firewall failed; not run.
        """
        before = self._look(action, snapshot)
        if self._pass_reading(action, before) is not None:
            return execute(None)
        with telemetry.tool_span(action):
            for _ in range(self.settings.limits.redecisions):
                seen = self.session.repeat_of(key_of(action, before))
                decision = wait_for(self.aadmit(action, before))
                now = self._look(action, snapshot)
                permit = self._redeemed(decision, before, now, seen)
                if permit is not None:
                    break
                before = now
            else:
                raise _restless()
            try:
                result = execute(permit)
            except BaseException as error:
                self._conclude(decision, before, failed(error))
                raise
            self._conclude(decision, before, unwatched())
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
        before = await self._alook(action, snapshot)
        if self._pass_reading(action, before) is not None:
            return await execute(None)
        with telemetry.tool_span(action):
            for _ in range(self.settings.limits.redecisions):
                seen = self.session.repeat_of(key_of(action, before))
                decision = await self.aadmit(action, before)
                now = await self._alook(action, snapshot)
                permit = self._redeemed(decision, before, now, seen)
                if permit is not None:
                    break
                before = now
            else:
                raise _restless()
            try:
                result = await execute(permit)
            except BaseException as error:
                self._conclude(decision, before, failed(error))
                raise
            self._conclude(decision, before, await observed(observe, result))
            return result

    def _look(self, action: Action, state: Snapshot | Callable[[], Snapshot]) -> Snapshot:
        try:
            return checked(state if isinstance(state, Snapshot) else state())
        except Exception as error:
            raise self._unread(action, error) from error

    async def _alook(self, action: Action, state: State) -> Snapshot:
        try:
            return checked(state if isinstance(state, Snapshot) else await state())
        except Exception as error:
            raise self._unread(action, error) from error

    def _unread(self, action: Action, error: Exception) -> EvaluationError:
        return failure(self.ledger, action, "the state could not be read", error, SnapshotError)

    def _redeemed(
        self, decision: Decision, before: Snapshot, now: Snapshot, seen: Hazard | None
    ) -> Permit | None:
        """Use up a permit at the moment of execution; None where state, policy or session have moved on."""
        action = decision.action
        permit = self._permits.issue(decision, before)
        why = "the same action was started meanwhile"
        try:
            self._permits.redeem(permit, action, now, self.policy.version)
            key = key_of(action, before)
            if self.session.begin(key, if_new=seen is None):
                if self._run is not None:
                    self._run.note_start(decision.id, key)
                return permit
        except PermitRefusedError as error:
            why = str(error)
        self.ledger.append("permit_refused", {"decision": decision.id, "why": why})
        return None

    def _conclude(self, decision: Decision, before: Snapshot, outcome: Outcome) -> None:
        self.session.end(key_of(decision.action, before), outcome.status)
        if outcome.status != "failed" and decision.action.surface is not Surface.HTTP:
            self.session.tally.add(decision, before)
        divergence = compare(decision.prediction, outcome)
        telemetry.record_outcome(outcome, divergence)
        self.ledger.record_outcome(decision.id, outcome, divergence)


def _rules_of(settings: Settings) -> Policy | PolicyWatcher:
    folder, effects = settings.policy.folder, settings.policy.effects
    catalogue = Catalogue.load(*effects) if effects else default_catalogue()
    return PolicyWatcher(folder, catalogue) if folder is not None else Policy.default(catalogue)


def _restless() -> EvaluationError:
    return EvaluationError("the state kept changing between decision and execution; nothing was run")
