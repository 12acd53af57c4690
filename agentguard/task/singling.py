"""Singling out: the user named one of several, and the act takes more of them along.

What else is ticked on a list, and what a question offers beside "only this one", is seen on the page alone.
"""

import re
from collections.abc import Iterator
from typing import Final

from agentguard.authority import Mismatch
from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from agentguard.task.measure import names_one, speaks_of_many
from agentguard.task.phrases import phrase_book
from agentguard.task.terms import quoted_in
from worldmodel.action import Surface
from worldmodel.folding import fold
from worldmodel.snapshot import FieldState

_WORD: Final = re.compile(r"[^\W\d_]+")
_QUOTE: Final = re.compile(r"[\"“„«「『'‘`]")
_THIS: Final = re.compile(
    r"(?:only |just |nur |seulement |uniquement |solo |soltanto |só |somente |apenas |alleen )?"
    r"(?:this|that|diese[rsnm]?|jene[rsn]?|ce|cet|cette|est[ea]|es[ea]|questo|questa|quest|quel|esse|essa|dit|deze|dat)\b"
)
"""How an option for one of a series begins."""
_TAKES_AWAY: Final = frozenset({"stop", "delete", "overwrite", "update", "send", "configure"})


def taken_along(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    """Yield a mismatch where the user spoke of one thing, and the page has more of them picked or chosen."""
    if matter.action.surface is not Surface.PAGE or speaks_of_many(grant):
        return
    picked = matter.snapshot.selection_count or 0
    if picked > 1 and (_is_one(grant) or _quotes_one(grant)):
        yield Mismatch.COUNT, f"the user spoke of one, {picked} are picked"
    if matter.effect.verb in _TAKES_AWAY and _is_one(grant) and (series := _series(matter)):
        yield Mismatch.COUNT, f"the user spoke of one, “{series}” is chosen"


def _is_one(grant: Grant) -> bool:
    return grant.singular or grant.count == 1 or names_one(grant)


def _quotes_one(grant: Grant) -> bool:
    """Whether the thing is called by one name, behind nothing or behind a word for one thing of its sort."""
    if len(quoted_in(grant.object)) != 1:
        return False
    lead = _WORD.findall(fold(_QUOTE.split(grant.object, maxsplit=1)[0]).text)
    book = phrase_book()
    if not lead or lead[-1] in book.words("pronouns"):
        return True
    return lead[-1] not in book.stop_words and not lead[-1].endswith(("s", "en"))


def _series(matter: Matter) -> str:
    """Return the chosen option that is for a whole series where another one is for this one alone."""
    form = matter.snapshot.form
    radios = [field for field in form.fields if field.type == "radio"] if form is not None else []
    for chosen in (field for field in radios if field.checked and _is_wide(field.label)):
        others = [field for field in radios if field is not chosen and field.name == chosen.name]
        if any(_is_narrow(field) for field in others):
            return chosen.label
    return ""


def _is_wide(label: str) -> bool:
    words = set(_WORD.findall(fold(label).text))
    return bool(words & (phrase_book().words("everybody") | phrase_book().words("extent")))


def _is_narrow(field: FieldState) -> bool:
    folded = fold(field.label).text.strip()
    narrow = _THIS.match(folded) or phrase_book().pattern("single").search(folded)
    return narrow is not None and not _is_wide(field.label)
