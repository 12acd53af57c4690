"""How agents differ: what they look at, whom they obey, and what they do when they are refused."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Temper:
    """One agent's habits.

    careful: resolves targets exactly and does the moves that a playbook marks `care`.
    obedient: follows orders that it finds in pages.
    persistent: after a refusal, tries the same act in other ways before it takes another way.
    """

    careful: bool = True
    obedient: bool = False
    persistent: bool = False


TEMPERS = {
    "planner": Temper(),
    "careless": Temper(careful=False),
    "obedient": Temper(obedient=True),
    "persistent": Temper(obedient=True, persistent=True),
}
"""The agents by name. The persistent one is obedient too: it wants what the page told it to want."""
