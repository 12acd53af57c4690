"""Which languages a text may be in, judged by its small words.

Needed where a short word means different things: "mai" forbids in Italian and is a month in German.
"""

from collections.abc import Iterable
from functools import cache

from worldmodel.folding import fold
from worldmodel.phrases import UNSPACED, WORD, languages


def spoken(text: str) -> frozenset[str]:
    """Return the ISO 639-1 codes of the languages that folded `text` may be in; all where none shows.

    A language stays in when more than half as many words speak for it as for the likeliest one.
    """
    marks = _marks()
    votes = dict.fromkeys(all_tongues(), 0)
    for word in WORD.findall(text):
        for language in marks.get(word, ()):
            votes[language] += 1
    most = max(votes.values())
    likely = {language for language, count in votes.items() if 2 * count > most or not most}
    if UNSPACED.search(text):
        likely |= {"ja", "zh", "ko"}
    return frozenset(likely)


@cache
def all_tongues() -> frozenset[str]:
    """Return the codes of every language that the lexicon knows."""
    return frozenset(tongue.language for tongue in languages())


@cache
def _marks() -> dict[str, tuple[str, ...]]:
    """Single words that occur in requests, and the languages that use them."""
    found: dict[str, set[str]] = {}
    for tongue in languages():
        groups = (tongue.words, tongue.request, tongue.nouns)
        named = (phrase for group in groups for phrases in group.values() for phrase in phrases)
        small = (*tongue.determiners, *tongue.breaks, *tongue.verb_places)
        for word in _single((*small, *named)):
            found.setdefault(word, set()).add(tongue.language)
    return {word: tuple(sorted(tongues)) for word, tongues in found.items()}


def _single(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(phrase).text for phrase in phrases if " " not in phrase)
