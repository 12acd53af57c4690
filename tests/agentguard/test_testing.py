"""The public parts for users' tests."""

from pathlib import Path

import pytest

from agentguard.errors import ActionBlocked
from agentguard.settings import Settings
from agentguard.testing import (
    FixedModel,
    ScriptedApprover,
    allowing,
    assert_verdict,
    denying,
    effect,
    temporary_firewall,
    tool_call,
)
from worldmodel.effect import Hazard, Tier
from worldmodel.errors import CatalogueError
from worldmodel.model import WorldModel
from worldmodel.snapshot import Snapshot

HERE = Snapshot(surface="tool")


def test_an_effect_is_filled_in_from_its_card() -> None:
    """What a test does not care about, the catalogue knows."""
    made = effect("pay", "order 7", tool="shop", hazards=(Hazard.RECURRING,))
    assert (made.tier, made.resource.id, made.hazards) == (Tier.HIGH, "shop", (Hazard.RECURRING,))
    with pytest.raises(CatalogueError):
        effect("payy")


def test_a_fixed_model_foresees_the_same_of_everything() -> None:
    """It is a world model like any other."""
    model = FixedModel([effect("pay")], name="mine")
    assert isinstance(model, WorldModel)
    assert model.name == "mine"
    with temporary_firewall(models=[model]) as firewall:
        decision = assert_verdict(firewall, tool_call("anything"), "ask")
    assert [judged.effect.verb for judged in decision.judgements] == ["pay"]


def test_approvers_answer_in_order() -> None:
    """Yes, no, and a script of answers whose last one stays."""
    approver = ScriptedApprover("yes", "no")
    with temporary_firewall(models=[FixedModel([effect("pay")])], approver=approver) as firewall:
        assert firewall.run(tool_call("a"), lambda _: "ran", snapshot=HERE) == "ran"
        for name in ("b", "c"):
            with pytest.raises(ActionBlocked):
                firewall.run(tool_call(name), lambda _: "ran", snapshot=HERE)
    assert [decision.action.name for decision in approver.asked] == ["a", "b", "c"]
    assert repr(allowing()) == "ScriptedApprover(yes)"
    assert repr(denying()) == "ScriptedApprover(no)"


def test_a_temporary_firewall_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither its ledger, nor anything read from the working folder's settings."""
    (tmp_path / "agentguard.toml").write_text("mode = 'observe'\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with temporary_firewall() as firewall:
        assert firewall.settings == Settings()
        path = firewall.ledger.path
        assert path.is_file()
    assert not path.exists()
    assert [file.name for file in tmp_path.iterdir()] == ["agentguard.toml"]


def test_an_unexpected_verdict_says_why() -> None:
    """The message of the failed test names verdict, rules and reason."""
    with temporary_firewall("Read my mail") as firewall:
        call = tool_call("pay_invoice", invoice="INV-9", amount=900)
        with pytest.raises(
            AssertionError, match="expected allow by any rule, got block by ungranted-money"
        ) as told:
            assert_verdict(firewall, call, "allow")
        assert "would pay" in str(told.value)
        with pytest.raises(AssertionError, match="expected block by no-such-rule"):
            assert_verdict(firewall, call, "block", rules=("no-such-rule",))
        assert_verdict(firewall, call, "block", rules=("ungranted-money",), snapshot=HERE)
