"""Ask a person: the question waits in a file, and is answered from another terminal.

Run it: python examples/ask_a_person.py
Answer: agentguard approvals list, then agentguard approvals approve ID
Run it again: the answer is used, once, for this very call.
"""

import sys

from agentguard import ApprovalPending, Firewall, guard
from agentguard.approvals import StoredApprover
from agentguard.approvals.store import PendingStore

store = PendingStore.open(".agentguard/approvals.db")
firewall = Firewall(task="Delete the file old-notes.txt", approver=StoredApprover(store), run="clean-up")


@guard(firewall)
def delete_file(path: str) -> str:
    """Delete a file for good."""
    return f"deleted {path}"


try:
    print(delete_file("old-notes.txt"))
except ApprovalPending as waiting:
    print(waiting)
    print(f"waiting for an answer: agentguard approvals show {waiting.approval_id}")
    sys.exit(10)
