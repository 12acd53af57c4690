"""GraphQL documents: which operations they hold, and the root fields that each would run.

A scanner of our own: comments, strings, block strings, fragments and variables are read as the language
defines them, so that `mutation` inside a string is text and a mutation called `GetItems` is a mutation.
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r'(?P<skip>[\s,\ufeff]+|#[^\n\r]*)|(?P<block>"""(?:\\"""|.)*?""")|(?P<string>"(?:\\.|[^"\\\n])*")'
    r"|(?P<name>[_A-Za-z]\w*)|(?P<number>-?\d[\w.+-]*)|(?P<spread>\.\.\.)|(?P<sign>[!$&()\[\]{}:=@|])",
    re.DOTALL,
)
_KINDS = frozenset({"query", "mutation", "subscription"})
_MAX_SPREADS = 50


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a document: its kind, the name it gives itself, and its root fields."""

    kind: str
    name: str
    fields: tuple[str, ...]


class GraphQLError(ValueError):
    """The text is not a GraphQL document."""


def operations_of(document: str) -> tuple[Operation, ...]:
    """Return the operations of `document`.

    Raises:
        GraphQLError: the text can't be read as a document.
    """
    return _Reader(_tokens(document)).operations()


def chosen(operations: tuple[Operation, ...], wanted: str | None) -> tuple[Operation, ...]:
    """Return what a server would run: the operation that is asked for by name, else any of them."""
    named = tuple(operation for operation in operations if wanted and operation.name == wanted)
    return named if len(named) == 1 else operations


def _tokens(document: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(document):
        match = _TOKEN.match(document, at)
        if match is None:
            raise GraphQLError(f"unexpected character at {at}")
        if match.lastgroup != "skip":
            found.append((match.lastgroup or "", match.group()))
        at = match.end()
    return found


class _Reader:
    """Walks the tokens of one document."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0
        self.fragments: dict[str, list[str]] = {}
        self.found: list[tuple[str, str, list[str]]] = []

    def operations(self) -> tuple[Operation, ...]:
        while self.at < len(self.tokens):
            self._definition()
        if not self.found:
            raise GraphQLError("no operation in the document")
        return tuple(Operation(kind, name, self._resolved(fields)) for kind, name, fields in self.found)

    def _definition(self) -> None:
        text = self._text()
        if text == "{":
            self.found.append(("query", "", self._selection()))
            return
        if text not in _KINDS and text != "fragment":
            raise GraphQLError(f"unexpected {text!r}")
        self.at += 1
        name = self._text() if self._kind() == "name" else ""
        while self._text() != "{":
            if self._text() == "":
                raise GraphQLError("an operation without a selection")
            self._group() if self._text() in "([" else self._step()
        fields = self._selection()
        if text == "fragment":
            self.fragments[name] = fields
        else:
            self.found.append((text, name, fields))

    def _selection(self) -> list[str]:
        """Read `{ ... }` and return its own fields; a spread stands as `...Name`."""
        self.at += 1
        fields: list[str] = []
        while (text := self._text()) != "}":
            if text == "":
                raise GraphQLError("a selection has no end")
            if self._kind() == "spread":
                fields.extend(self._spread())
            elif self._kind() == "name":
                fields.append(self._field())
            else:
                raise GraphQLError(f"unexpected {text!r} in a selection")
        self.at += 1
        return fields

    def _field(self) -> str:
        name = self._text()
        self.at += 1
        if self._text() == ":":
            self.at += 1
            name = self._text()
            self.at += 1
        self._trail()
        if self._text() == "{":
            self._selection()
        return name

    def _spread(self) -> list[str]:
        self.at += 1
        if self._kind() == "name" and self._text() != "on":
            name = self._text()
            self.at += 1
            self._trail()
            return ["..." + name]
        if self._text() == "on":
            self.at += 2
        self._trail()
        return self._selection() if self._text() == "{" else []

    def _trail(self) -> None:
        """Skip arguments and directives after a field."""
        while True:
            if self._text() == "(":
                self._group()
            elif self._text() == "@":
                self.at += 2
            else:
                return

    def _group(self) -> None:
        depth = 0
        while True:
            text = self._text()
            if text == "":
                raise GraphQLError("a bracket has no end")
            depth += (text in {"(", "[", "{"}) - (text in {")", "]", "}"})
            self.at += 1
            if depth == 0:
                return

    def _step(self) -> None:
        self.at += 1

    def _text(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _kind(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def _resolved(self, fields: list[str]) -> tuple[str, ...]:
        """Put the fields of fragments where they are spread; a fragment that names itself ends there."""
        found: list[str] = []
        queue, spreads = list(fields), 0
        while queue:
            field = queue.pop(0)
            if not field.startswith("..."):
                found.append(field)
                continue
            spreads += 1
            if spreads > _MAX_SPREADS:
                raise GraphQLError("too many fragment spreads")
            queue[:0] = self.fragments.get(field[3:], ())
        return tuple(dict.fromkeys(found))
