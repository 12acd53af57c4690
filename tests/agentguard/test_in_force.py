"""The policy in force, and its changes in the ledger."""

from pathlib import Path

import pytest

from agentguard.errors import LedgerError
from agentguard.in_force import InForce
from agentguard.ledger import Ledger
from agentguard.policy import Policy, PolicyWatcher

RULE = '@id("ours")\n@verdict("{}")\n@guidance("Ours.")\nforbid (principal, action, resource);\n'


def test_a_fixed_policy_stays(tmp_path: Path) -> None:
    """Nothing is watched, nothing recorded."""
    ledger = Ledger.open(tmp_path / "ledger.db")
    policy = Policy.default()
    assert InForce(policy, ledger).policy is policy
    assert list(ledger.entries()) == []


def test_a_change_that_can_not_be_recorded_stops_decisions(tmp_path: Path) -> None:
    """New rules do not hold in silence."""
    folder = tmp_path / "policy"
    folder.mkdir()
    (folder / "ours.cedar").write_text(RULE.format("ask"), "utf-8")
    ledger = Ledger.open(tmp_path / "ledger.db")
    in_force = InForce(PolicyWatcher(folder, interval=0), ledger)
    (folder / "ours.cedar").write_text(RULE.format("block"), "utf-8")
    ledger.close()
    (tmp_path / "ledger.db").rename(tmp_path / "gone.db")
    with pytest.raises(LedgerError):
        _ = in_force.policy
    with pytest.raises(LedgerError):
        _ = in_force.policy


def test_a_mend_back_to_the_same_rules_is_no_change(tmp_path: Path) -> None:
    """A fault and its mend leave one entry."""
    folder = tmp_path / "policy"
    folder.mkdir()
    (folder / "ours.cedar").write_text(RULE.format("ask"), "utf-8")
    ledger = Ledger.open(tmp_path / "ledger.db")
    in_force = InForce(PolicyWatcher(folder, interval=0), ledger)
    good = in_force.policy
    (folder / "ours.cedar").write_text("forbid", "utf-8")
    assert in_force.policy is good
    (folder / "ours.cedar").write_text(RULE.format("ask"), "utf-8")
    assert in_force.policy is good
    assert len(list(ledger.entries(kind="policy"))) == 1
