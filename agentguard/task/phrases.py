"""The phrase book: what people say when they ask, forbid, agree, or point at something.

The world model's lexicon knows which word stands for which verb; this book knows the grammar of requests.
It is read once, at first use.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from agentguard.errors import ConfigurationError
from worldmodel.folding import fold

BOOK: Final = Path(__file__).with_name("phrases.yaml")
UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Scripts whose words are found inside longer runs."""
VERB_LAST: Final = frozenset({"ja", "ko", "tr", "de", "nl"})
"""Languages in which the verb of a request may come last."""

Kind = Literal["act", "look", "tidy"]

# A plain loader: every scalar stays a string, so that "no" and "on" are words and not booleans.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Ask:
    """One way to ask. `verbs` and `also` are granted by it, `steps` are usual parts of the way."""

    name: str
    kind: Kind
    verbs: tuple[str, ...]
    also: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    person_first: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """An ask found at `start:end` of a folded text."""

    ask: Ask
    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Turn:
    """An object that adds `verb` to some asks; with `needs_amount` only where a number stands beside it."""

    verb: str
    asks: frozenset[str]
    pattern: "Pattern"
    needs_amount: bool


class Pattern:
    """A set of phrases as one pattern over folded text: longest first, whole words where there are any."""

    def __init__(self, phrases: Iterable[str]) -> None:
        folded = sorted({fold(phrase).text for phrase in phrases}, key=lambda p: (-len(p), p))
        spaced = [_spaced(phrase) for phrase in folded if not UNSPACED.search(phrase)]
        unspaced = [re.escape(phrase) for phrase in folded if UNSPACED.search(phrase)]
        parts = [rf"(?<![\w])(?:{'|'.join(spaced)})(?![\w])"] if spaced else []
        parts += unspaced
        self._regex = re.compile("|".join(parts) or r"(?!)")

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first phrase at or after `start`."""
        return self._regex.search(text, start)

    def at(self, text: str, start: int) -> re.Match[str] | None:
        """Return the phrase that begins exactly at `start`."""
        return self._regex.match(text, start)

    def all(self, text: str) -> list[re.Match[str]]:
        """Return every phrase, in order."""
        return list(self._regex.finditer(text))


def _spaced(phrase: str) -> str:
    return r"\s+".join(re.escape(word) for word in phrase.split())


class PhraseBook:
    """The compiled book. `pattern(role)` gives the phrases of one role in every language."""

    def __init__(self, path: Path = BOOK) -> None:
        """Read `path`.

        Raises:
            ConfigurationError: the book is missing or broken.
        """
        try:
            data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - makes strings only
            self._data: dict[str, Any] = data
            self.asks = {name: _ask(name, entry) for name, entry in data["asks"].items()}
        except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
            raise ConfigurationError(f"{path}: the phrase book cannot be used: {error}") from error
        self._patterns: dict[tuple[str, str], Pattern] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._first: dict[str, list[tuple[str, Heard]]] = {}
        self._unspaced: list[tuple[str, Heard]] = []
        self._learn_asks()

    def pattern(self, role: str, language: str = "") -> Pattern:
        """Return the pattern of one role, such as `polite` or `questions`, in one language or in all."""
        key = (role, language if language in self._data[role] else "")
        if key not in self._patterns:
            spoken = [self._data[role][language]] if key[1] else self._data[role].values()
            self._patterns[key] = Pattern(phrase for phrases in spoken for phrase in phrases)
        return self._patterns[key]

    def words(self, role: str) -> frozenset[str]:
        """Return the folded phrases of one role."""
        if role not in self._words:
            self._words[role] = frozenset(fold(p).text for words in self._data[role].values() for p in words)
        return self._words[role]

    @cached_property
    def stop_words(self) -> frozenset[str]:
        """Words that tell nothing about which thing is meant."""
        return self.words("stop_words") | self.words("pronouns")

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Word of a kind of thing, to the kind."""
        return {fold(word).text: kind for kind, words in self._data["kinds"].items() for word in words}

    @cached_property
    def pointed(self) -> dict[str, str]:
        """Word for a text of others, to the kind of source."""
        return {fold(word).text: kind for kind, words in self._data["pointed"].items() for word in words}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Number words, up to twelve."""
        return {
            fold(word).text: value
            for words in self._data["numbers"].values()
            for value, word in enumerate(words)
        }

    @cached_property
    def turns(self) -> tuple["Turn", ...]:
        """What an object adds to an ask."""
        return tuple(
            Turn(
                verb,
                frozenset(turn["asks"]),
                Pattern(p for words in turn["phrases"].values() for p in words),
                "needs" in turn,
            )
            for verb, turn in self._data["turns"].items()
        )

    @cached_property
    def concepts(self) -> dict[str, tuple[str, ...]]:
        """Word to the matters that it is about; the words of one matter belong together in every language."""
        found: dict[str, list[str]] = {}
        for concept, words in self._data["concepts"].items():
            for word in words:
                found.setdefault(fold(word).text, []).append(f"={concept}")
        return {word: tuple(concepts) for word, concepts in found.items()}

    @cached_property
    def levels(self) -> dict[str, int]:
        """Word for a level of access to its strength; 1 is the weakest."""
        return {
            fold(word).text: int(level) for level, words in self._data["levels"].items() for word in words
        }

    @cached_property
    def weekdays(self) -> tuple[tuple[int, Pattern], ...]:
        """Each day of the week, Monday as 1, and its names."""
        return tuple((int(day), Pattern(names)) for day, names in self._data["weekdays"].items())

    @cached_property
    def opposites(self) -> tuple[tuple[Pattern, Pattern], ...]:
        """The words of the two sides of each pair of opposite acts."""
        return tuple((Pattern(one), Pattern(other)) for one, other in self._data["opposites"].values())

    @cached_property
    def long_concepts(self) -> Pattern:
        """The words of `concepts` that are made of several."""
        return Pattern(word for word in self.concepts if not word.isalnum())

    def implied(self, verb: str) -> Ask:
        """Return the ask for a verb that only the lexicon knew."""
        entry = self._data["implied"].get(verb, {})
        return Ask(
            f"verb:{verb}", "act", (verb,), tuple(entry.get("also", ())), tuple(entry.get("steps", ()))
        )

    def ask_at(self, text: str, start: int, language: str = "") -> Heard | None:
        """Return the longest ask that begins exactly at `start`; an act wins over a look of equal length.

        With a `language`, words of another one do not count.
        """
        word = re.compile(r"[^\W_]+").match(text, start)
        if word is None:
            return None
        best: Heard | None = None
        for phrase, heard in self._first.get(word.group(), ()):
            if language and heard.language != language:
                continue
            opening, gap, closing = phrase.partition(" ... ")
            end = start + len(opening)
            if not text.startswith(opening, start) or re.match(r"[\w'’]", text[end : end + 1]):
                continue
            if gap and not _closes(text, end, closing):
                continue
            found = Heard(heard.ask, start, end, heard.language)
            loses = gap and "delete" in heard.ask.verbs and best is not None and best.end == end
            best = found if loses else _longer(best, found)  # "take ... away" takes nothing home
        for phrase, heard in self._unspaced:
            if text.startswith(phrase, start):
                best = _longer(best, Heard(heard.ask, start, start + len(phrase), heard.language))
        return best

    def unspaced_asks(self, text: str) -> list[Heard]:
        """Return the asks in a text of a script without spaces, longest first, none inside another."""
        found: list[Heard] = []
        for phrase, heard in self._unspaced:
            at = text.find(phrase)
            if at >= 0 and not any(other.start < at + len(phrase) and at < other.end for other in found):
                found.append(Heard(heard.ask, at, at + len(phrase), heard.language))
        return sorted(found, key=lambda heard: heard.start)

    def _learn_asks(self) -> None:
        for name, entry in self._data["asks"].items():
            for language, phrases in entry["phrases"].items():
                for phrase in phrases:
                    for form in _forms(fold(phrase).text, language):
                        self._learn(form, Heard(self.asks[name], 0, 0, language))
        self._unspaced.sort(key=lambda item: -len(item[0]))

    def _learn(self, form: str, heard: Heard) -> None:
        if UNSPACED.search(form):
            self._unspaced.append((form, heard))
            return
        first = re.split(r"[\W_]", form, maxsplit=1)[0]
        self._first.setdefault(first, []).append((form, heard))


def _closes(text: str, start: int, closing: str) -> bool:
    """Whether `closing` follows within nine words: "let my boss know", "take the key to the shed away".

    Not over an "and", and not as part of "right away".
    """
    gap = rf"(?:\s+(?!{_NO_GAP}\b)[^\s.;,]+){{1,9}}?"
    return re.compile(rf"{gap}\s+{re.escape(closing)}(?!\w)").match(text, start) is not None


_NO_GAP: Final = "(?:and|or|then|right|straight|und|oder|dann|et|ou|puis|y|luego|e|poi|en|dan)"


def _longer(one: Heard | None, other: Heard) -> Heard:
    if one is None or other.end > one.end:
        return other
    return other if other.end == one.end and one.ask.kind == "look" != other.ask.kind else one


def _ask(name: str, entry: dict[str, Any]) -> Ask:
    return Ask(
        name,
        entry.get("kind", "act"),
        tuple(entry.get("verbs", ())),
        tuple(entry.get("also", ())),
        tuple(entry.get("steps", ())),
        "person_first" in entry,
    )


_CLITICS: Final = {"it": ("lo", "la", "li", "le", "ne", "gli"), "es": ("lo", "la", "los", "las", "le", "les")}
_INFINITIVES: Final = {"it": ("are", "ere", "ire"), "es": ("ar", "er", "ir")}


def _forms(phrase: str, language: str) -> list[str]:
    """Return the phrase and its regular forms: English -ing, Italian and Spanish pronouns at the end."""
    if language in _CLITICS and phrase.endswith(_INFINITIVES[language]) and " " not in phrase:
        stem = phrase.removesuffix("e")
        return [phrase, *(stem + pronoun for pronoun in _CLITICS[language])]
    if language != "en":
        return [phrase]
    first, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    forms = [phrase, f"{first}ing{tail}"]
    if first.endswith("e") and not first.endswith("ee"):
        forms.append(f"{first[:-1]}ing{tail}")
    if len(first) > 2 and first[-1] not in "aeiouwxy" and first[-2] in _VOWELS and first[-3] not in _VOWELS:
        forms.append(f"{first}{first[-1]}ing{tail}")
    return forms


@cache
def phrase_book() -> PhraseBook:
    """Return the shipped book; read once."""
    return PhraseBook()
