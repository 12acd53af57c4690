"""Words that stand for verbs: found in labels, in requests and in identifiers, as whole words only.

A match that is about looking, helping or naming, rather than doing, is kept and marked inert.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from worldmodel.folding import Folded, fold
from worldmodel.identifiers import find_identifier_verbs, split_identifier
from worldmodel.matches import VerbMatch
from worldmodel.negation import Span, find_negations
from worldmodel.phrases import UNSPACED, WORD, Lexicon, Node, Part, Sense, Use, lexicon
from worldmodel.tongues import spoken

__all__ = ["Span", "VerbMatch", "find_negations", "find_verbs", "split_identifier"]

_CACHED_LENGTH = 500
_JOINT = re.compile(r"[\s'’\-‐‑–&/+]{1,3}")
_MAX_DETERMINERS = 2
_MIN_LAST_WORD = 4


def find_verbs(text: str, use: Use = "label") -> tuple[VerbMatch, ...]:
    """Return the verbs that `text` names, in order; longest phrase first, none inside another.

    Args:
        text: a control's label, a user's request, or an identifier (tool name, URL path, field name).
        use: which of the three it is.
    """
    if len(text) <= _CACHED_LENGTH:
        return _find_cached(text, use)
    return _find(text, use)


@lru_cache(maxsize=4096)
def _find_cached(text: str, use: Use) -> tuple[VerbMatch, ...]:
    return _find(text, use)


def _find(text: str, use: Use) -> tuple[VerbMatch, ...]:
    if use == "identifier":
        return find_identifier_verbs(text)
    folded = fold(text)
    found = list(_Scan(text, folded, lexicon(use), use).matches())
    if UNSPACED.search(folded.text):
        found.extend(_unspaced_matches(text, folded, lexicon(use)))
        found.sort(key=lambda match: match.start)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Hit:
    """Senses that stand at words `first` up to, not including, `after`."""

    first: int
    after: int
    senses: tuple[Sense, ...]


class _Scan:
    """One pass over the words of one text."""

    def __init__(self, text: str, folded: Folded, words: Lexicon, use: Use) -> None:
        self.text = text
        self.folded = folded
        self.lexicon = words
        self.use = use
        run = folded.text
        self.spans = [match.span() for match in WORD.finditer(run)]
        self.words = [run[start:end] for start, end in self.spans]
        self.joined = _joined(run, self.spans)
        askers = words.askers
        self.asking = [index for index, word in enumerate(self.words) if word in askers]
        self.tongues = spoken(run) if use == "request" else None

    def matches(self) -> Iterator[VerbMatch]:
        index = 0
        roots = self.lexicon.root.next
        while index < len(self.words):
            node = roots.get(self.words[index])
            hit = self._longest(node, index) if node else None
            if hit is None:
                index += 1
                continue
            yield from self._judge(hit)
            index = hit.after

    def _longest(self, node: Node, first: int) -> _Hit | None:
        """Follow the tree from the word at `first`; determiners between words do not count."""
        best = _Hit(first, first + 1, node.senses) if node.senses else None
        index = first + 1
        while node.next and index < len(self.words):
            step = self._step(node, index)
            if step is None:
                break
            node, index = step
            if node.senses:
                best = _Hit(first, index, node.senses)
        return best

    def _step(self, node: Node, index: int) -> tuple[Node, int] | None:
        """Return the next node and the word after it, over at most two determiners and one other word."""
        for skipped in range(_MAX_DETERMINERS + 2):
            here = index + skipped
            if here >= len(self.words) or not self.joined[here]:
                return None
            found = node.next.get(self.words[here])
            if found is not None and self._may_follow(index, here):
                return found, here + 1
            if not self._may_skip(index, here):
                return None
        return None

    def _may_follow(self, index: int, here: int) -> bool:
        """Over a plain word only a long word continues a phrase: "sign petition in" is no sign-in."""
        skipped = self.words[index:here]
        return len(self.words[here]) >= _MIN_LAST_WORD or self.lexicon.determiners.issuperset(skipped)

    def _may_skip(self, index: int, here: int) -> bool:
        """Determiners may stand inside a phrase ("cancel *my* subscription"), and one plain word."""
        word = self.words[here]
        if word in self.lexicon.determiners:
            return here - index < _MAX_DETERMINERS
        plain_before = any(w not in self.lexicon.determiners for w in self.words[index:here])
        return not plain_before and word not in self.lexicon.breaks and not self._is_act(word)

    def _is_act(self, word: str) -> bool:
        node = self.lexicon.root.next.get(word)
        return node is not None and any(sense.part <= Part.TRANSITIVE for sense in node.senses)

    def _judge(self, hit: _Hit) -> Iterator[VerbMatch]:
        start = self.folded.start(self.spans[hit.first][0])
        end = self.folded.end(self.spans[hit.after - 1][1])
        about = self._about_a_view(hit)
        foreign = self._asking_languages(hit) | self._denying_languages(hit)
        for sense in hit.senses:
            if self.tongues is not None and self.tongues.isdisjoint(sense.tongues):
                continue  # another language's word that happens to look like this one
            inert = about or sense.language in foreign or not self._acts(hit, sense.part)
            yield VerbMatch(sense.verb, start, end, self.text[start:end], sense.language, inert)

    def _acts(self, hit: _Hit, part: Part) -> bool:
        if part is Part.ACT:
            return not self._follows_article(hit)
        if part is Part.TRANSITIVE:
            return self._has_object(hit)
        return part is Part.AMBIGUOUS and self._stands_as_verb(hit)

    def _has_object(self, hit: _Hit) -> bool:
        if hit.after >= len(self.words) or not self.joined[hit.after]:
            return False
        word = self.words[hit.after]
        return word in self.lexicon.determiners or word not in self.lexicon.breaks

    def _stands_as_verb(self, hit: _Hit) -> bool:
        """A verb follows "to", "please" or nothing, and takes an object with a determiner or a number."""
        before = self.words[hit.first - 1] if hit.first and self.joined[hit.first] else None
        after = self.words[hit.after] if hit.after < len(self.words) and self.joined[hit.after] else None
        if before in self.lexicon.verb_places:
            return True
        if before is not None and (before in self.lexicon.determiners or self.use == "label"):
            return False
        if after is None:
            return before is None and (self.use == "label" or hit.first == 0)
        return (
            after in self.lexicon.determiners or after[0].isdigit() or (self.use == "request" and not before)
        )

    def _follows_article(self, hit: _Hit) -> bool:
        """After an article stands a noun: "the merge", "my update"; in a request also "the sign-up form"."""
        if not hit.first or not self.joined[hit.first]:
            return False
        short = hit.after - hit.first == 1 or self.use == "request"
        return short and self.words[hit.first - 1] in self.lexicon.articles

    def _about_a_view(self, hit: _Hit) -> bool:
        """Whether a word such as "filter" or "help" ends the noun right after the act."""
        for index in range(hit.after, min(hit.after + 2, len(self.words))):
            if not self.joined[index] or self.words[index] in self.lexicon.breaks:
                return False
            if self.words[index] in self.lexicon.views:
                return not self._goes_on(index + 1)
        return False

    def _goes_on(self, index: int) -> bool:
        """Whether the noun continues at `index`: "help request" is a request."""
        return index < len(self.words) and self.joined[index] and self.words[index] not in self.lexicon.breaks

    def _denying_languages(self, hit: _Hit) -> frozenset[str]:
        """On a control, "Don't delete" keeps. In a request the denied verb stays, for `find_negations`."""
        if self.use == "request" or not hit.first or not self.joined[hit.first]:
            return frozenset()
        return self.lexicon.deniers.get(self.words[hit.first - 1], frozenset())

    def _asking_languages(self, hit: _Hit) -> frozenset[str]:
        """Return the languages in which the clause asks or tells how an act is done ("How to cancel")."""
        found: set[str] = set()
        for index in self.asking:
            if index >= hit.first:
                break
            if all(self.joined[index + 1 : hit.first + 1]):
                found.update(self._asked_at(index, hit.first))
        return frozenset(found)

    def _asked_at(self, index: int, limit: int) -> Iterator[str]:
        for rest, language in self.lexicon.askers[self.words[index]]:
            after = index + 1 + len(rest)
            if after <= limit and tuple(self.words[index + 1 : after]) == rest:
                yield language


def _joined(run: str, spans: list[tuple[int, int]]) -> list[bool]:
    """Tell of each word whether only a space, hyphen or apostrophe parts it from the one before."""
    found = [False] * len(spans)
    before = 0
    for index, (start, end) in enumerate(spans):
        if index:
            plain = start - before == 1 and run[before] == " "
            found[index] = plain or bool(_JOINT.fullmatch(run, before, start))
        before = end
    return found


def _unspaced_matches(text: str, folded: Folded, words: Lexicon) -> Iterator[VerbMatch]:
    """Find phrases of scripts without spaces: at each character the longest one wins."""
    index = 0
    run = folded.text
    while index < len(run):
        length = _longest_unspaced(run, index, words)
        if not length:
            index += 1
            continue
        start, end = folded.start(index), folded.end(index + length)
        around = _unspaced_view(run, index, index + length, words)
        for sense in words.unspaced[run[index : index + length]]:
            inert = around or sense.part > Part.AMBIGUOUS
            yield VerbMatch(sense.verb, start, end, text[start:end], sense.language, inert)
        index += length


def _longest_unspaced(run: str, index: int, words: Lexicon) -> int:
    for length in words.unspaced_lengths.get(run[index], ()):
        if index + length <= len(run) and run[index : index + length] in words.unspaced:
            return length
    return 0


_CLAUSE_END = re.compile(r"[。！？!?、,，;；\n]")
_VIEW_REACH = 4
"""How many characters may stand between the act and the view word that makes it inert."""


def _unspaced_view(run: str, start: int, end: int, words: Lexicon) -> bool:
    """Whether a view word follows closely, or the clause asks how it is done."""
    stop = _CLAUSE_END.search(run, end)
    last = stop.start() if stop else len(run)
    view = words.unspaced_views.search(run, end, last)
    if view and view.start() - end <= _VIEW_REACH:
        return True
    first = max((match.end() for match in _CLAUSE_END.finditer(run, 0, start)), default=0)
    return words.unspaced_askers.search(run, first, last) is not None
