"""A decision: the firewall's answer about one action, with its reasons."""

import uuid
from datetime import datetime
from typing import Literal

from pydantic import Field

from agentguard.authority import Authority
from agentguard.verdict import Verdict
from worldmodel.action import Action
from worldmodel.canonical import Frozen, Label, Text
from worldmodel.effect import Effect
from worldmodel.prediction import Prediction

Mode = Literal["enforce", "observe"]


class Judgement(Frozen):
    """One effect as it was judged: its authority, its harm in 0..1, and the rules that matched."""

    effect: Effect
    authority: Authority
    harm: float = Field(ge=0, le=1)
    verdict: Verdict
    rules: tuple[Label, ...] = ()


class Risk(Frozen):
    """The risk of one action.

    `harm` is the probability in 0..1 that at least one unwanted effect happens; `cost` the expected harm
    cost in the units of the settings; `spent` the session's budget used after this action.
    """

    harm: float = Field(default=0.0, ge=0, le=1)
    cost: float = Field(default=0.0, ge=0)
    spent: float = Field(default=0.0, ge=0)


class Decision(Frozen):
    """The verdict on one action and everything that explains it.

    `verdict` is what is enforced; in observe mode `would_be` holds what enforce mode would have said,
    and the action runs. `guidance` is what the agent is told: predicted harm and safer routes, never
    thresholds or rule text. `failures` names stages that broke on the way.
    """

    id: str = Field(default_factory=lambda: uuid.uuid4().hex[:12])
    action: Action
    snapshot_digest: str
    prediction: Prediction
    judgements: tuple[Judgement, ...] = ()
    risk: Risk = Risk()
    verdict: Verdict
    would_be: Verdict
    mode: Mode = "enforce"
    rules: tuple[Label, ...] = ()
    guidance: Text = ""
    reason: Text = ""
    policy_version: str = ""
    failures: tuple[Label, ...] = ()
    decided_at: datetime
    elapsed_ms: float = Field(ge=0)

    @property
    def allowed(self) -> bool:
        """Whether the action may run without anybody being asked."""
        return self.verdict is Verdict.ALLOW
