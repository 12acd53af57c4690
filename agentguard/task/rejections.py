"""Rejections: what a person refused stays refused, whoever routes it again."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from agentguard.task.consent import names_call
from agentguard.task.grants import Consent
from agentguard.task.matter import Matter
from worldmodel.canonical import digest

MAX_REMEMBERED: Final = 10_000
_ROUTING: Final = frozenset({"tool_call_id", "call_id"})


@dataclass
class Rejections:
    """Refused proposals, by call id and by what they would have done. A refusal of A says nothing of B."""

    lock: threading.Lock
    _refused: dict[str, Consent] = field(default_factory=dict)

    def about(self, matter: Matter, consents: Iterable[Consent]) -> Consent | None:
        """Return the refusal of this very proposal, under this call id or another."""
        deed = _deed(matter)
        for consent in consents:
            if not consent.yes and names_call(consent, matter):
                with self.lock:
                    if len(self._refused) < MAX_REMEMBERED:
                        self._refused[deed] = consent
                return consent
        return self._refused.get(deed)


def _deed(matter: Matter) -> str:
    """Identify what would be done, without the ids by which a framework routes it."""
    arguments = {key: value for key, value in matter.action.arguments.items() if key not in _ROUTING}
    where = matter.snapshot.binding if matter.action.surface in ("page", "desktop") else ""
    return digest([matter.action.surface.value, matter.action.name, arguments, where])
