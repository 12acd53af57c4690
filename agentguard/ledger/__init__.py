"""The ledger: what was decided and what came of it, in an append-only, chained file."""

from agentguard.ledger.entry import Entry, Head, Report
from agentguard.ledger.ledger import Ledger

__all__ = ["Entry", "Head", "Ledger", "Report"]
