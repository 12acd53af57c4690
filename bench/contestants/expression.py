"""A rule as an expression of the Common Expression Language."""

import json

from bench.contestants.task import Rule


def expression(rule: Rule) -> str:
    """Return the rule's condition in CEL."""
    return f"{rule.field} {rule.sign} {json.dumps(rule.value)}"
