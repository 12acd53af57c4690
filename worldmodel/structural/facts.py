"""The plain facts and passages of a snapshot as phrases, each with its key and origin."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from worldmodel.snapshot import Passage, Snapshot
from worldmodel.wordset import words

_FILE_KEYS = words(
    "files file tree listing paths directory workspace_files open_files untracked tracked git_status status"
)
_PIECE = re.compile(r"[^;\n]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One statement about the state: the key it stood under, its text, and whose word it is."""

    key: str
    text: str
    origin: str
    value: Any = None

    @property
    def whole(self) -> str:
        """Key and text as one sentence: `trash: false`."""
        return f"{self.key}: {self.text}"


@dataclass(frozen=True)
class Facts:
    """All that the snapshot states in words."""

    values: dict[str, Any]
    passages: tuple[Passage, ...]

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Every statement, facts first."""
        told = {passage.source for passage in self.passages}
        found = [
            Phrase(key, str(value), "state", value)
            for key, value in _leaves(self.values)
            if key.partition(".")[0] not in told  # somebody's words: they come with their origin below
        ]
        for passage in self.passages:
            found.extend(
                Phrase(passage.source, piece.group().strip(), passage.origin)
                for piece in _PIECE.finditer(passage.text)
            )
        return tuple(found)

    @cached_property
    def lists_files(self) -> bool:
        """Whether the state names files, so that a path not among them is new."""
        return any(
            phrase.key.rpartition(".")[2].lower() in {"files", "file", "tree", "listing"}
            for phrase in self.phrases
        )

    def about(self, path: str) -> str | None:
        """The statement that names this very path as something present, else None."""
        for phrase in self.phrases:
            if (
                phrase.origin in {"state", "foreign"}
                and phrase.key.rpartition(".")[2].lower() in _FILE_KEYS
                and names_path(phrase.text, path)
            ):
                return phrase.text
        return None


def facts_of(snapshot: Snapshot) -> Facts:
    """Read the facts and passages of `snapshot`."""
    return _facts(snapshot.facts_json, snapshot.passages)


@lru_cache(maxsize=64)
def _facts(facts_json: str, passages: tuple[Passage, ...]) -> Facts:
    values = json.loads(facts_json) if facts_json != "{}" else {}
    return Facts(values if isinstance(values, dict) else {"": values}, passages)


def names_path(text: str, path: str) -> bool:
    """Whether `text` names `path` itself: `src/a.ts (untracked)` names `./src/a.ts`, not `src/a.tsx`."""
    wanted = _norm(path)
    if not wanted:
        return False
    for match in re.finditer(r"[\w.~@+\-/\\ ]*[\w/]", text):
        for found in {match.group(), *match.group().split()}:
            mine = _norm(found)
            if mine == wanted or (wanted.endswith("/" + mine) and "/" in mine) or mine.endswith("/" + wanted):
                return True
    return False


def _norm(path: str) -> str:
    plain = path.strip().replace("\\", "/").rstrip("/")
    return plain.removeprefix("./")


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        if not value:
            yield key, []
        for item in value:
            yield from _leaves(item, key)
    else:
        yield key, value
