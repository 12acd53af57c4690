"""The lexicon: which words and phrases stand for which verb, read from one file a language.

A phrase is matched word by word, longest first. Scripts without spaces between words are matched
character by character, longest first. How a phrase counts depends on its part in the file:

- `words`: the act itself, on a control and in a request; `label` and `request` hold what is said in one only.
- `transitive`: the act only when an object follows ("Cancel subscription"; a lone "Cancel" is a way out).
- `ambiguous`: verb or noun alike ("Order"); the act only in the place of a verb.
- `nouns`: names a thing or a place ("Payments", "Deleted items"); never the act by itself.
- `look_alikes`: holds the verb's word and does nothing of the kind ("Cancel anytime").
"""

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import Field, StringConstraints

from worldmodel.canonical import Frozen
from worldmodel.catalogue import SHIPPED_VERBS
from worldmodel.errors import CatalogueError
from worldmodel.folding import fold
from worldmodel.marked_yaml import MarkedYaml

LEXICON_FOLDER = Path(__file__).with_name("lexicon")

Use: TypeAlias = Literal["label", "request", "identifier"]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=60)]
ByVerb: TypeAlias = dict[str, tuple[Phrase, ...]]

WORD = re.compile(r"[^\W_]+")
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Japanese, Chinese and Korean: words are found inside longer runs."""


class Part(IntEnum):
    """How a phrase counts; where two parts claim one phrase, the lower number wins."""

    ACT = 0
    TRANSITIVE = 1
    AMBIGUOUS = 2
    LOOK_ALIKE = 3
    NOUN = 4


class Sense(NamedTuple):
    """One meaning of a phrase."""

    verb: str
    part: Part
    language: str
    tongues: tuple[str, ...]
    """Every language that uses the phrase for this verb; `language` is the first."""


class Negations(Frozen):
    """Words by which a request forbids."""

    before: tuple[Phrase, ...] = ()
    after: tuple[Phrase, ...] = ()
    everything: tuple[Phrase, ...] = ()
    reserved: tuple[Phrase, ...] = ()
    harmless: tuple[Phrase, ...] = ()
    ends: tuple[Phrase, ...] = ()
    joins: tuple[Phrase, ...] = ()


class Language(Frozen):
    """One language file."""

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    words: ByVerb
    label: ByVerb = Field(default_factory=dict)
    request: ByVerb = Field(default_factory=dict)
    transitive: ByVerb = Field(default_factory=dict)
    ambiguous: ByVerb = Field(default_factory=dict)
    nouns: ByVerb = Field(default_factory=dict)
    look_alikes: ByVerb = Field(default_factory=dict)
    determiners: tuple[Phrase, ...] = ()
    verb_places: tuple[Phrase, ...] = ()
    breaks: tuple[Phrase, ...] = ()
    views: tuple[Phrase, ...] = ()
    articles: tuple[Phrase, ...] = ()
    askers: tuple[Phrase, ...] = ()
    negations: Negations = Negations()


class Identifiers(Frozen):
    """Words inside names of tools, URL paths, form fields and API operations; always lower case."""

    words: ByVerb
    ambiguous: ByVerb = Field(default_factory=dict)
    nouns: ByVerb = Field(default_factory=dict)
    compound_verbs: ByVerb = Field(default_factory=dict)
    compound_objects: tuple[Phrase, ...] = ()
    readers: tuple[Phrase, ...]
    joins: tuple[Phrase, ...]
    views: tuple[Phrase, ...]
    finishers: tuple[Phrase, ...]
    sections: tuple[Phrase, ...]
    loose_sections: tuple[Phrase, ...]
    query_words: tuple[Phrase, ...]


class Node:
    """One step of the phrase tree."""

    __slots__ = ("next", "senses")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.senses: tuple[Sense, ...] = ()


class Lexicon:
    """Everything compiled for one use."""

    def __init__(self, use: Use) -> None:
        """Compile the languages for `use`; call `lexicon`, which does so once."""
        self.root = Node()
        self.unspaced: dict[str, tuple[Sense, ...]] = {}
        self.unspaced_lengths: dict[str, tuple[int, ...]] = {}
        self.determiners: frozenset[str] = frozenset()
        self.verb_places: frozenset[str] = frozenset()
        self.breaks: frozenset[str] = frozenset()
        self.views: frozenset[str] = frozenset()
        self.articles: frozenset[str] = frozenset()
        self.deniers: dict[str, frozenset[str]] = {}
        self.askers: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.unspaced_views = _any_of(())
        self.unspaced_askers = _any_of(())
        if use == "identifier":
            self._add_identifiers(identifiers())
        else:
            self._add_languages(use)
        self._index_unspaced()

    def _add_languages(self, use: Use) -> None:
        tongues = languages()
        for tongue in tongues:
            for part, groups in _parts(tongue, use):
                for verb, phrases in groups.items():
                    for phrase in phrases:
                        self._add(phrase, Sense(verb, part, tongue.language, (tongue.language,)))
        self.determiners = _folded(word for tongue in tongues for word in tongue.determiners)
        self.verb_places = _folded(word for tongue in tongues for word in tongue.verb_places)
        self.breaks = _folded(word for tongue in tongues for word in tongue.breaks)
        self.articles = _folded(word for tongue in tongues for word in tongue.articles)
        for tongue in tongues:
            for word in {WORD.findall(cue)[-1] for cue in _folded(tongue.negations.before)}:
                self.deniers[word] = self.deniers.get(word, frozenset()) | {tongue.language}
        views = _folded(word for tongue in tongues for word in tongue.views)
        self.views = frozenset(word for word in views if not UNSPACED.search(word))
        self.unspaced_views = _any_of(word for word in views if UNSPACED.search(word))
        self._add_askers(tongues)

    def _add_askers(self, tongues: tuple[Language, ...]) -> None:
        unspaced: list[str] = []
        for tongue in tongues:
            for asker in sorted(_folded(tongue.askers)):
                if UNSPACED.search(asker):
                    unspaced.append(asker)
                    continue
                first, *rest = WORD.findall(asker)
                self.askers.setdefault(first, []).append((tuple(rest), tongue.language))
        self.unspaced_askers = _any_of(unspaced)

    def _add_identifiers(self, names: Identifiers) -> None:
        parts = (Part.ACT, names.words), (Part.AMBIGUOUS, names.ambiguous), (Part.NOUN, names.nouns)
        for part, groups in parts:
            for verb, phrases in groups.items():
                for phrase in phrases:
                    self._add(phrase, Sense(verb, part, "en", ("en",)))
        for verb, starts in names.compound_verbs.items():
            for start in starts:
                for thing in names.compound_objects:
                    self._add(start + thing, Sense(verb, Part.ACT, "en", ("en",)))

    def _add(self, phrase: str, sense: Sense) -> None:
        folded = fold(phrase).text
        if UNSPACED.search(folded):
            self.unspaced[folded] = _with(self.unspaced.get(folded, ()), sense)
            return
        node = self.root
        for word in WORD.findall(folded):
            node = node.next.setdefault(word, Node())
        node.senses = _with(node.senses, sense)

    def _index_unspaced(self) -> None:
        lengths: dict[str, set[int]] = {}
        for phrase in self.unspaced:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self.unspaced_lengths = {
            first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()
        }


@cache
def lexicon(use: Use) -> Lexicon:
    """Return the compiled lexicon for `use`, built at first call.

    Raises:
        CatalogueError: a language file is unusable; names the file, the line and the mend.
    """
    return Lexicon(use)


@cache
def languages(folder: Path = LEXICON_FOLDER) -> tuple[Language, ...]:
    """Read every language file of `folder`, English first."""
    paths = sorted(folder.glob("[a-z][a-z].yaml"), key=lambda path: (path.stem != "en", path.stem))
    if not paths:
        raise CatalogueError(f"{folder}: no language file; expected en.yaml and others.")
    return tuple(_language(path) for path in paths)


@cache
def identifiers(folder: Path = LEXICON_FOLDER) -> Identifiers:
    """Read the words of identifiers."""
    source = MarkedYaml(folder / "identifiers.yaml")
    names = source.into(Identifiers, source.value)
    _check_groups(source, names, ("words", "ambiguous", "nouns"))
    _check_groups(source, names, ("compound_verbs",))
    return names


def _language(path: Path) -> Language:
    source = MarkedYaml(path)
    tongue = source.into(Language, source.value)
    if tongue.language != path.stem:
        raise source.fault(("language",), f"is {tongue.language!r}, the file's name says {path.stem!r}.")
    groups = ("words", "label", "request", "transitive", "ambiguous", "nouns", "look_alikes")
    _check_groups(source, tongue, groups)
    return tongue


def _check_groups(source: MarkedYaml, model: Frozen, groups: Iterable[str]) -> None:
    """Every verb exists, and no phrase says the same thing twice."""
    seen: set[tuple[str, str]] = set()
    for group in groups:
        narrow = group in ("label", "request")  # these may strengthen a shared phrase for one use
        for verb, phrases in getattr(model, group).items():
            if verb not in SHIPPED_VERBS:
                raise source.fault((group, verb), "no such verb in the catalogue.")
            for index, phrase in enumerate(phrases):
                key = (f"{group}.{verb}" if narrow else verb, fold(phrase).text)
                if key in seen:
                    raise source.fault((group, verb, index), f"{phrase!r} is there already for {verb}.")
                seen.add(key)


def _parts(tongue: Language, use: Use) -> Iterator[tuple[Part, ByVerb]]:
    yield Part.ACT, tongue.words
    yield Part.ACT, tongue.label if use == "label" else tongue.request
    yield Part.TRANSITIVE, tongue.transitive
    yield Part.AMBIGUOUS, tongue.ambiguous
    yield Part.NOUN, tongue.nouns
    yield Part.LOOK_ALIKE, tongue.look_alikes


def _with(senses: tuple[Sense, ...], new: Sense) -> tuple[Sense, ...]:
    """Add a sense; for one verb the more active part is kept, with the languages of both."""
    for index, old in enumerate(senses):
        if old.verb == new.verb:
            tongues = tuple(dict.fromkeys((*old.tongues, *new.tongues)))
            merged = Sense(old.verb, min(old.part, new.part), old.language, tongues)
            return (*senses[:index], merged, *senses[index + 1 :])
    return (*senses, new)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern over literal words, longest first; matches nothing where there are none."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)")


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word).text for word in words)
