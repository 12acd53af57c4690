"""Ask whoever can be asked about a held decision, and turn the answer into a run or a refusal."""

from agentguard.approvals.approver import Answer, Approver, NobodyThereError
from agentguard.decision import Decision
from agentguard.errors import ActionBlocked, ActionStopped, ApprovalPending, ReplanRequired
from agentguard.judge import key_of
from agentguard.ledger import Ledger
from agentguard.outcomes import failure
from agentguard.refusals import refusal_keys
from agentguard.session import Session
from agentguard.verdict import Verdict
from worldmodel.snapshot import Snapshot

_SAID_NO = "A person looked at this and said no. Don't try it in another form."


async def settle(
    decision: Decision,
    snapshot: Snapshot,
    *,
    approver: Approver | None,
    ledger: Ledger,
    session: Session,
) -> Decision:
    """Return the decision as a person allowed it, or raise what stops the action.

    Only a clear yes allows. The answer is recorded before anything runs on it.

    Raises:
        ActionStopped: refused by the decision itself or by a person, or nobody has answered yet.
        EvaluationError: asking failed; the action was not run.
        LedgerError: the answer can't be recorded; the action was not run.
    """
    if decision.verdict is not Verdict.ASK:
        raise _refusal(decision)
    answer = await _ask(decision, snapshot, approver, ledger, session)
    ledger.append(
        "approval",
        {"decision": decision.id, "answer": answer.verdict, "by": answer.by, "note": answer.note},
    )
    if answer.verdict not in ("yes", "always"):
        session.reject(key_of(decision.action, snapshot))
        said_no = {"verdict": Verdict.BLOCK, "would_be": Verdict.BLOCK, "guidance": _SAID_NO}
        raise ActionBlocked(decision.model_copy(update=said_no))
    session.renew()
    return decision.model_copy(update={"verdict": Verdict.ALLOW})


async def _ask(
    decision: Decision, snapshot: Snapshot, approver: Approver | None, ledger: Ledger, session: Session
) -> Answer:
    if approver is None:
        raise ApprovalPending(decision)
    try:
        return _answer(await approver.ask(decision, snapshot))
    except NobodyThereError as error:
        if error.approval_id is None:  # the question was not kept, so it ends here: that is a refusal
            session.refuse(refusal_keys(decision.action, snapshot, decision.judgements))
        raise ApprovalPending(decision, error.approval_id) from error
    except Exception as error:
        raise failure(ledger, decision.action, "asking failed", error) from error


def _answer(reply: object) -> Answer:
    if not isinstance(reply, Answer):
        raise TypeError(f"an approver returns an Answer, not {type(reply).__name__}")
    return Answer.model_validate(reply.model_dump(warnings="error"))  # it may have been built unchecked


def _refusal(decision: Decision) -> ActionStopped:
    return ReplanRequired(decision) if decision.verdict is Verdict.REPLAN else ActionBlocked(decision)
