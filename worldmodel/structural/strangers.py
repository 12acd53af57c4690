"""Places: those that the state vouches for, and those that only a stranger's text names."""

import re
from dataclasses import dataclass
from functools import lru_cache

from worldmodel.hosts import looks_like, parse_host
from worldmodel.snapshot import Passage, Snapshot

_ADDRESS = re.compile(
    r"(?:https?://|@|\b)((?:[\w-]+\.)+[a-z]{2,})(?=[\s/:?#\"'),;\]}>]|\.?$|\.\s)", re.IGNORECASE
)
_TRUSTED = frozenset({"user", "setup", "state"})


@dataclass(frozen=True)
class Places:
    """Registrable names by who named them. `own` and `strange` have nothing in common."""

    own: frozenset[str]
    strange: frozenset[str]
    spoken_to: bool
    """Whether a text that nobody vouches for stands in the state."""

    def is_own(self, address: str) -> bool:
        """Whether `address` is on a site that the state itself, the project or the user named."""
        host = parse_host(address)
        return bool(host.registrable) and host.registrable in self.own

    def is_strange(self, address: str) -> bool:
        """Whether only a stranger's text names the site of `address`."""
        host = parse_host(address)
        return bool(host.registrable) and host.registrable in self.strange

    def imitated(self, address: str) -> str | None:
        """The known site that `address` imitates, else None."""
        return next((known for known in sorted(self.own) if looks_like(address, known)), None)


def places_of(before: Snapshot) -> Places:
    """Read the places that a snapshot names."""
    return _places(before.url, before.text, before.facts_json, before.passages)


@lru_cache(maxsize=64)
def _places(url: str | None, text: str, facts_json: str, passages: tuple[Passage, ...]) -> Places:
    shown = [p for p in passages if p.origin not in _TRUSTED]
    foreign = _sites(" ".join((text, *(p.text for p in shown))))
    told = facts_json
    for passage in shown:  # the facts repeat what the passages hold
        told = told.replace(passage.text, " ")
    own = _sites(" ".join((url or "", told, *(p.text for p in passages if p.origin in _TRUSTED))))
    return Places(own, foreign - own, any(p.origin == "foreign" for p in passages))


def _sites(text: str) -> frozenset[str]:
    found = (parse_host(match.group(1)).registrable for match in _ADDRESS.finditer(text[:50_000]))
    return frozenset(site for site in found if site)
