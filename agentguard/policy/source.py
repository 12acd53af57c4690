"""Cedar source: one text cut into its statements, each with its lines.

The engine's own messages carry no place, so the place is found here: the statement by its number, the
word by its spelling.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agentguard.errors import ConfigurationError

_TOKEN = re.compile(r'//[^\n]*|"(?:\\.|[^"\\\n])*"|[A-Za-z_][A-Za-z0-9_]*|\d+|::|[=!<>]=|&&|\|\||\S')


@dataclass(frozen=True, slots=True)
class Token:
    """A word, string or sign of the source, and the line it stands on (from 1)."""

    text: str
    line: int

    @property
    def word(self) -> str:
        """The text without the quotes of a string."""
        return self.text[1:-1] if len(self.text) > 1 and self.text[0] == '"' else self.text


@dataclass(frozen=True, slots=True)
class Statement:
    """One rule's source: `place` names its file, `line` its first line (from 1)."""

    place: str
    line: int
    text: str
    tokens: tuple[Token, ...]

    def line_of(self, word: str, after: str = "") -> int | None:
        """Return the line of the first token that reads `word`; with `after`, only behind that word."""
        seen = not after
        for token in self.tokens:
            if seen and token.word == word:
                return token.line
            seen = seen or token.word == after
        return None


def _tokens(text: str, place: str) -> Iterator[tuple[Token, int, int]]:
    line, last = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", last, match.start())
        last = match.start()
        if match.group() == '"':
            raise ConfigurationError(f"{place}:{line}: this text has no closing quote; end it on its line")
        if not match.group().startswith("//"):
            yield Token(match.group(), line), match.start(), match.end()


def split(text: str, place: str) -> tuple[Statement, ...]:
    """Cut `text` into statements; comments belong to none.

    Raises:
        ConfigurationError: a string doesn't end on its line, or the last statement lacks its semicolon.
    """
    statements: list[Statement] = []
    tokens: list[Token] = []
    start = 0
    for token, begin, end in _tokens(text, place):
        if not tokens:
            start = begin
        tokens.append(token)
        if token.text == ";":
            statements.append(Statement(place, tokens[0].line, text[start:end], tuple(tokens)))
            tokens = []
    if tokens:
        raise ConfigurationError(f"{place}:{tokens[0].line}: this rule has no semicolon at its end; add one")
    return tuple(statements)
