"""A policy of your own: a folder of rules beside the shipped ones, read again when it changes.

Run it:  python examples/own_policy/run.py
Test it: agentguard policy test examples/own_policy/tests.yaml --policy examples/own_policy/policy
"""

from pathlib import Path

from agentguard import Action, Firewall, Settings, Snapshot, Surface

settings = Settings.model_validate({"policy": {"folder": Path(__file__).parent / "policy"}})
firewall = Firewall(task="Pay invoice INV-2 over 900 EUR", settings=settings)
payment = Action.of(Surface.TOOL, "pay_invoice", invoice="INV-2", amount=900, currency="EUR")
decision = firewall.decide(payment, Snapshot(surface="tool"))
print(decision.verdict, "by", ", ".join(decision.rules))
print(decision.guidance)
