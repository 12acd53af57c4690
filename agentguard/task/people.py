"""People: who a name in the request is, by the address book and the conversation that the harness states."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from agentguard.authority import Mismatch
from agentguard.task.matter import Matter
from agentguard.task.recipients import is_role, is_same
from worldmodel.folding import fold
from worldmodel.tongues import spoken

_KEYS: Final = ("contacts", "contact", "people", "address_book", "directory", "members", "users")
PERSON_VALUES: Final = frozenset(
    "user username user_id userid member person account account_id employee assignee owner who to guest "
    "contact customer uid login recipient profile card".split()
)
_NOTE: Final = re.compile(r"\(([^)]*)\)")
_WORD: Final = re.compile(r"[^\W_]+")
MAX_PEOPLE: Final = 500
"""Entries of an address book that are read."""


@dataclass(frozen=True, slots=True)
class Person:
    """One entry: a name, what stands in brackets behind it, and an address where one is told."""

    name: str
    note: str
    address: str

    @property
    def whole(self) -> str:
        """The name as the entry spells it, without its note."""
        return self.name

    def is_given_as(self, value: str) -> bool:
        """Whether a value of a call is this very person: the whole name, the address, or an id made of it."""
        folded = fold(value).text.strip()
        if self.address and folded == fold(self.address).text:
            return True
        words = _words(_NOTE.sub(" ", value).split("@")[0])
        return bool(words) and words == _words(self.name) and "@" not in value


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).text)


def people_of(facts: dict[str, Any]) -> tuple[Person, ...]:
    """Return the people that the facts list, under the keys that hold an address book."""
    return tuple(person for key in _KEYS for person in _entries(facts.get(key)))[:MAX_PEOPLE]


def _entries(value: object) -> Iterator[Person]:
    if isinstance(value, dict):
        for name, address in value.items():
            yield _person(str(name), address if isinstance(address, str) else "")
    elif isinstance(value, list):
        for entry in value:
            if isinstance(entry, dict):
                yield _person(str(entry.get("name", "")), str(entry.get("email", entry.get("address", ""))))
            elif isinstance(entry, str):
                yield _person(entry, "")


def _person(name: str, address: str) -> Person:
    note = " ".join(_NOTE.findall(name))
    bare = _NOTE.sub(" ", name).strip()
    return Person(bare, note, address or (bare if "@" in bare and " " not in bare else ""))


def meant_by(named: str, people: Iterable[Person], hints: str) -> tuple[Person, ...]:
    """Return who `named` can be: those of that name; where several are, those that the hints speak of.

    `hints` are the request and the conversation: "Jan, he left on Friday" is the Jan whose entry says
    that he left.
    """
    people = tuple(people)
    fits = tuple(person for person in people if person.name and is_same(named, person.name))
    if not fits and _inflects(hints):
        fits = tuple(person for person in people if _one_name(named, person.name))
    if len(fits) < 2:
        return fits
    told = set(_words(hints))
    exact = tuple(person for person in fits if set(_words(person.name)) <= told)
    if exact:
        return exact
    noted = tuple(person for person in fits if set(_words(person.note)) & told)
    return noted or fits


def _inflects(request: str) -> bool:
    """Whether the request is in a language that changes the ends of names: Polish, Russian."""
    tongues = spoken(fold(request).text)
    return "en" not in tongues and bool(tongues & {"pl", "ru"})


def _one_name(named: str, known: str) -> bool:
    """Whether two single words can be one name in two cases: "Marka", "Marek"."""
    one, other = fold(named).text, fold(known).text
    shared = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    plain = one.isalpha() and other.isalpha()
    return plain and shared >= 3 and max(len(one), len(other)) - shared <= 2


def told_apart(named: Iterable[str], given: str, people: tuple[Person, ...], hints: str) -> bool | None:
    """Say whether the address book makes `given` one of those named; None where it does not tell.

    False too where two people fit the name and nothing tells which is meant.
    """
    known = [person for person in people if person.is_given_as(given)]
    found = [meant_by(name, people, hints) for name in named]
    if len(known) == 1:
        for fits in found:
            if known[0] in fits:
                return len(fits) == 1
        return False if all(found) and found else None
    if any(len(fits) == 1 and fits[0].address and "@" in given for fits in found):
        return None if not all(found) else False
    return None


def another_person(request: str, matter: Matter) -> tuple[Mismatch, str] | None:
    """Return how a call names somebody else than the request does, by the address book; None if not so.

    Example: "Remove Jan's access, he left on Friday" is not about `jan.nieuw`, who is active.
    """
    facts = matter.snapshot.facts
    people = people_of(facts)
    if len(people) < 2:
        return None
    said = set(_words(request))
    named = [person for person in people if said & set(_words(person.name))]
    if not named:
        return None
    hints = hints_of(request, facts)
    for key, value in matter.values:
        if key.rsplit(".", 1)[-1].casefold() not in PERSON_VALUES:
            continue
        given = [person for person in people if person.is_given_as(value)]
        if len(given) == 1 and not _is_meant(given[0], named, said, hints):
            return Mismatch.RECIPIENT, f"{value} is not who the user spoke of"
    return None


def _is_meant(given: Person, named: list[Person], said: set[str], hints: str) -> bool:
    """Whether the request can mean `given`: its name is said, and nobody else fits better."""
    if given not in named:
        return False
    shared = said & set(_words(given.name))
    rivals = [person for person in named if shared & set(_words(person.name))]
    told = set(_words(hints))
    whole = [person for person in rivals if set(_words(person.name)) <= told]
    noted = [person for person in rivals if set(_words(person.note)) & told]
    return given in (whole or noted or rivals)


def hints_of(request: str, facts: dict[str, Any]) -> str:
    """Return the texts that tell which of several people is meant."""
    conversation = facts.get("conversation")
    return f"{request}\n{conversation}" if isinstance(conversation, str) else request


def only_roles(named: Iterable[str], people: tuple[Person, ...]) -> bool:
    """Whether the request names people by what they are, and no address book tells who that is."""
    named = tuple(named)
    return bool(named) and all(
        is_role(name) and not any(is_same(name, person.name) for person in people) for name in named
    )


def in_another_script(named: Iterable[str], given: str) -> bool:
    """Whether a name and what is given can't be held against each other: only one of them is in Latin."""
    return all(bool(_OTHER_SCRIPT.search(name)) != bool(_OTHER_SCRIPT.search(given)) for name in named)


_OTHER_SCRIPT: Final = re.compile("[\u0370-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Letters that are not Latin: Greek to Georgian, and the scripts of East Asia."""


def accounts_of(named: Iterable[str], facts: dict[str, Any]) -> str:
    """Return what the facts tell of the accounts of those named, folded; empty where they tell none."""
    told = [
        f"{key}: {inner}"
        for group in (*_KEYS, "documents", "invoices", "payees")
        if isinstance(value := facts.get(group), dict)
        for key, inner in value.items()
        if isinstance(inner, str) and any(character.isdigit() for character in inner)
    ]
    folded = [fold(text).text for text in told]
    return "\n".join(text for text in folded if any(fold(name).text in text for name in named))
