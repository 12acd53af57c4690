"""Mend what a guard's guidance names: a ticked box, a filled field, a choice that costs more."""

import re
from typing import Any

from scenarios.agents.eyes import Control, look
from scenarios.agents.hands import Hands

_DULL = frozenset("a an and the of to for in on with you your it is or by this that be as from".split())


async def mend(page: Any, hands: Hands, guidance: str) -> bool:
    """Change one thing on the page that the guidance names; false where it names none.

    Raises:
        RefusedError: the mend itself was refused.
    """
    said = _words(guidance)
    for control in await look(page):
        if control.kind == "box" and control.checked and _named(control, said):
            await hands.use("click" if control.custom else "uncheck", control)
            return True
        brought = control.kind == "field" and len(control.value) > 2 and control.value not in hands.entered
        if brought and control.value in guidance:
            await hands.use("fill", control, "")
            return True
        if control.kind == "choice" and "cost" in said and _named(control, said) and control.options:
            other = next((one for one in control.options if one.split(" ")[0] != control.value), None)
            if other is not None:
                await hands.use("select_option", control, other)
                return True
    return False


def _named(control: Control, said: frozenset[str]) -> bool:
    own = _words(control.name)
    return bool(own) and len(own & said) >= min(2, len(own))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold())) - _DULL
