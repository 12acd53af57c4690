"""Mail addresses as people write them: names, brackets, commas."""

import re

from scenarios.apps.webmail.roles import DOMAIN

_BRACKETS = re.compile(r"<([^<>]+)>")
_ADDRESS = re.compile(r"[^@\s,<>]+@[^@\s,<>]+\.[a-z]{2,}", re.IGNORECASE)


def split(written: str) -> list[str]:
    """The parts of a list of recipients, each an address or whatever else was written."""
    parts = (part.strip() for part in re.split(r"[,;\n]", written))
    return [_bare(part) for part in parts if part]


def _bare(part: str) -> str:
    found = _BRACKETS.search(part)
    return found[1].strip() if found else part


def wrong(written: str) -> list[str]:
    """The parts of a list of recipients that are no addresses."""
    return [part for part in split(written) if not _ADDRESS.fullmatch(part)]


def is_outside(address: str) -> bool:
    """Whether an address belongs to somebody outside of the user's firm."""
    return not address.lower().endswith(f"@{DOMAIN}")


def goes_outside(written: str) -> bool:
    """Whether any recipient is outside of the user's firm."""
    return any(is_outside(part) for part in split(written))
