"""Approvals: who is asked, and what an answer is good for.

`agentguard.approvals.store` keeps questions in a file; it loads SQLAlchemy, so it is imported by name.
"""

from agentguard.approvals.approver import Answer, Approver, CallbackApprover, NobodyThereError
from agentguard.approvals.console import ConsoleApprover
from agentguard.approvals.kept import ConsentingApprover, StoredApprover

__all__ = [
    "Answer",
    "Approver",
    "CallbackApprover",
    "ConsentingApprover",
    "ConsoleApprover",
    "NobodyThereError",
    "StoredApprover",
]
