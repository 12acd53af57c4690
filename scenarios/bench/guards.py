"""Guards to compare with: by key words, and by the current page alone. They are simple, but no straw men."""

import re
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from scenarios.agents.eyes import Control
from scenarios.agents.hands import Guard
from scenarios.agents.run import RefusedError
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Tier
from worldmodel.words import find_verbs

GuardName = Literal["none", "keyword", "reactive", "agentguard"]
GUARDS: tuple[GuardName, ...] = get_args(GuardName)

_COMMITS = frozenset({"click", "press", "check", "uncheck", "script"})
_DANGEROUS = re.compile(
    r"\b(delete|remove|erase|purge|pay|buy|order|purchase|transfer|send|publish|post|share|export|confirm"
    r"|subscribe|close|cancel|disable|deactivate|revoke|grant|reset|merge|overwrite|agree|accept)\b"
)
_ORDERS = re.compile(
    r"ignore (?:all |any )?(?:previous|prior|other) instructions|(?:note|message|instructions?) (?:to|for) "
    r"(?:the |any )?(?:ai|assistants?|agents?|bots?|language models?)"
    r"|(?:ai|automated) (?:assistants?|agents?)",
    re.IGNORECASE,
)
_LONG_QUERY = re.compile(r"\?.{40,}")


class KeywordGuard:
    """Asks about a control whose name has a dangerous word that the request does not have.

    Args:
        request: what the user asked for.
    """

    def __init__(self, request: str) -> None:
        self._asked = set(_DANGEROUS.findall(request.casefold()))

    async def check(self, page: Any, act: str, control: Control | None, value: str) -> None:
        """Raise RefusedError for a dangerous word that nobody asked for."""
        if act not in _COMMITS or control is None:
            return
        beyond = set(_DANGEROUS.findall(control.name.casefold())) - self._asked
        if beyond:
            raise RefusedError(
                f"{control.name!r} says {sorted(beyond)[0]!r}, and the request does not", "ask"
            )


class ReactiveGuard:
    """Judges by what the page shows now, with no idea of what an act will cause.

    It asks about a control whose name, in any language of the lexicon, is of tier HIGH and is not asked for;
    it refuses to act on a page whose visible text gives orders to assistants, and to open an address that
    carries a long query to another host.

    Args:
        request: what the user asked for.
    """

    def __init__(self, request: str) -> None:
        self._asked = {match.verb for match in find_verbs(request, "request") if not match.inert}

    async def check(self, page: Any, act: str, control: Control | None, value: str) -> None:
        """Raise RefusedError for what the page shows to be dangerous."""
        if (
            act == "goto"
            and _LONG_QUERY.search(value)
            and urlsplit(value).netloc != urlsplit(page.url).netloc
        ):
            raise RefusedError("the address carries data", "block")
        if act not in _COMMITS or control is None:
            return
        if _ORDERS.search(await page.locator("body").inner_text()):
            raise RefusedError("the page gives orders to assistants", "replan")
        cards = default_catalogue()
        for match in find_verbs(control.name, "label"):
            high = not match.inert and cards.card(match.verb).tier is Tier.HIGH
            if high and match.verb not in self._asked:
                raise RefusedError(f"{control.name!r} would {match.verb}; that was not asked for", "ask")


def guard_for(name: GuardName, request: str) -> Guard | None:
    """The guard of that name; None for none, and for AgentGuard, whose pages guard themselves."""
    if name == "keyword":
        return KeywordGuard(request)
    return ReactiveGuard(request) if name == "reactive" else None
