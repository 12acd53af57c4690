"""Firewalls as they are in use, each with a ledger of its own in a folder that is gone afterwards."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from agentguard.firewall import Firewall
from agentguard.ledger import Ledger
from agentguard.policy import Policy
from agentguard.settings import BudgetSettings, Settings
from bench.material import TASK

TEN_RULES = Path(__file__).with_name("ten_rules")
"""A policy folder of ten rules that replace the shipped ones."""


@contextmanager
def firewall(
    *,
    task: str = TASK,
    rules: Path | None = None,
    durability: Literal["process", "power"] = "process",
    mode: Literal["enforce", "observe"] = "enforce",
) -> Iterator[Firewall]:
    """Yield a firewall with the shipped rules, or those of a folder, and a harm budget without an end.

    The budget would stop a thousand mails in a row, as it should; here each has to pass.
    """
    policy = Policy.default() if rules is None else Policy.load(rules)
    settings = Settings(mode=mode, budget=BudgetSettings(limit=1e9))
    with (
        TemporaryDirectory(prefix="agentguard-bench-") as folder,
        closing(Ledger.open(Path(folder) / "ledger.db", durability=durability)) as ledger,
    ):
        yield Firewall(task, policy=policy, settings=settings, ledger=ledger)
