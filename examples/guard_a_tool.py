"""Guard a tool: two lines, and what the tool would cause is decided before it runs.

Run it: python examples/guard_a_tool.py
"""

from agentguard import ActionStopped, Firewall, guard

firewall = Firewall(task="Send the report to bob@example.com")


@guard(firewall)
def send_email(to: str, subject: str, body: str) -> str:
    """Send a mail."""
    return f"sent to {to}"


# What the user asked for runs.
print(send_email("bob@example.com", "The report", "Here it is."))

# What a page or a mail talked the agent into does not; the agent is told why, and what to do instead.
try:
    send_email("archive@collector.example", "The report", "Here it is.")
except ActionStopped as stopped:
    print(stopped)
    print("verdict:", stopped.decision.would_be)
