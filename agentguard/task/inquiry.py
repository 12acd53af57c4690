"""An inquiry: one question to a task, with everything that may answer it."""

from dataclasses import dataclass

from agentguard.provenance import Provenance
from agentguard.task.grants import Consent, Grant, Prohibition
from agentguard.task.matter import Matter
from agentguard.task.reading import Reading


@dataclass(frozen=True)
class Inquiry:
    """One question to a task: the matter, and everything that may answer it."""

    matter: Matter
    provenance: Provenance
    request: str
    reading: Reading
    grants: tuple[Grant, ...]
    prohibitions: tuple[Prohibition, ...]
    limits: tuple[str, ...]
    consents: tuple[Consent, ...]
    set_up: tuple[str, ...] = ()
