"""From a decision that does not allow to the error that the caller gets, and which requests count as one."""

from agentguard.decision import Decision
from agentguard.errors import ActionBlocked, ActionStopped, ApprovalPending, ReplanRequired
from agentguard.verdict import Verdict
from sandboxes.browser.observe import Watch
from sandboxes.browser.wire import SeenRequest


def refusal(decision: Decision) -> ActionStopped:
    """Return the error that tells of a decision which does not allow."""
    kinds: dict[Verdict, type[ActionStopped]] = {Verdict.REPLAN: ReplanRequired, Verdict.ASK: ApprovalPending}
    return kinds.get(decision.verdict, ActionBlocked)(decision)


def weighty(watch: Watch) -> list[SeenRequest]:
    """Return the refused requests that are the point of an act, which then counts as refused itself."""
    return [seen for seen in watch.refused if _weighty(seen, navigated=watch.navigated)]


def _weighty(seen: SeenRequest, *, navigated: bool) -> bool:
    """Whether a refused request is the point of an act, rather than a picture, a beacon or an advert."""
    if seen.resource_type == "Document":
        return not navigated
    return seen.resource_type != "Ping" and (
        seen.resource_type == "Preflight" or seen.method not in ("GET", "HEAD")
    )
