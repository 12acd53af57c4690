"""Observe mode: for a roll-out, everything runs, and the ledger says what would have been stopped.

Run it: python examples/observe_mode.py
"""

from agentguard import Firewall, Settings, guard

firewall = Firewall(task="Send the report to bob@example.com", settings=Settings(mode="observe"))
before = firewall.ledger.head().seq


@guard(firewall)
def send_email(to: str, subject: str) -> str:
    """Send a mail."""
    return f"sent to {to}"


print(send_email("bob@example.com", "The report"))
print(send_email("archive@collector.example", "The report"))

for entry in firewall.ledger.entries(kind="decision", after=before):
    record = entry.payload["record"]
    print(f"would have been: {record['would_be']}, {record['action']['arguments_json']}")
