"""JavaScript source cut into tokens: just enough grammar to tell names, calls, strings and assignments apart.

Comments fall away, escapes in names and strings are resolved, and the code inside `${}` of a template is cut
too. What can't be cut raises `ValueError`, so that no reader takes a half-read script for a harmless one.
"""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "number", "string", "template", "regex", "sign"]

_SPACE = re.compile(r"(?:\s|\ufeff|//[^\n\r\u2028\u2029]*|/\*.*?\*/)+", re.DOTALL)
_NAME = re.compile(r"(?:[\w$#]|\\u\{[0-9a-fA-F]+\}|\\u[0-9a-fA-F]{4})+")
_NUMBER = re.compile(r"0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?n?")
_SIGN = re.compile(
    r">>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.(?!\d)|\+\+|--"
    r"|\+=|-=|\*=|/=|%=|&=|\|=|\^=|<<|>>|\*\*|[{}()\[\];,<>+\-*/%&|^!~?:=.@]"
)
_REGEX = re.compile(r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-zA-Z]*")
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-7]{1,3}|\r\n|.)", re.DOTALL)
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "\n": "", "\r\n": ""}
_BEFORE_REGEX = frozenset(
    "return typeof case in of delete void throw new do else instanceof await yield".split()
)
_VALUE_SIGNS = frozenset({")", "]", "}"})


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `text` is a name or string with its escapes resolved, or the sign itself."""

    kind: Kind
    text: str
    start: int


def tokens_of(source: str) -> list[Token]:
    """Cut `source` into tokens.

    Raises:
        ValueError: a string, template, comment or expression has no end, or a character has no place.
    """
    found: list[Token] = []
    end = _cut(source, 0, found, in_template=False)
    if end != len(source):
        raise ValueError(f"unexpected end at {end}")
    return found


def _cut(source: str, at: int, found: list[Token], *, in_template: bool) -> int:
    depth = 0
    while at < len(source):
        if space := _SPACE.match(source, at):
            at = space.end()
            continue
        letter = source[at]
        if in_template and letter == "}" and depth == 0:
            return at
        depth += (letter == "{") - (letter == "}")
        at = _one(source, at, letter, found)
    if in_template:
        raise ValueError("a template has no end")
    return at


def _one(source: str, at: int, letter: str, found: list[Token]) -> int:
    if letter in "'\"":
        return _string(source, at, letter, found)
    if letter == "`":
        return _template(source, at, found)
    if letter == "/" and _regex_may_start(found) and (match := _REGEX.match(source, at)):
        found.append(Token("regex", match.group(), at))
        return match.end()
    return _plain(source, at, letter, found)


def _plain(source: str, at: int, letter: str, found: list[Token]) -> int:
    if (letter.isdigit() or letter == ".") and (match := _NUMBER.match(source, at)):
        found.append(Token("number", match.group(), at))
    elif match := _NAME.match(source, at):
        found.append(Token("name", unescape(match.group()), at))
    elif match := _SIGN.match(source, at):
        found.append(Token("sign", match.group(), at))
    else:
        raise ValueError(f"unexpected character at {at}")
    return match.end()


def _string(source: str, at: int, quote: str, found: list[Token]) -> int:
    end = at + 1
    while end < len(source) and source[end] not in (quote, "\n"):
        end += 2 if source[end] == "\\" else 1
    if end >= len(source) or source[end] != quote:
        raise ValueError(f"a string at {at} has no end")
    found.append(Token("string", unescape(source[at + 1 : end]), at))
    return end + 1


def _template(source: str, at: int, found: list[Token]) -> int:
    begin, end = at + 1, at + 1
    while end < len(source):
        if source[end] == "`":
            found.append(Token("template", unescape(source[begin:end]), at))
            return end + 1
        if source.startswith("${", end):
            found.append(Token("template", unescape(source[begin:end]), at))
            found.append(Token("sign", "+", end))
            end = _cut(source, end + 2, found, in_template=True) + 1
            found.append(Token("sign", "+", end))
            begin = end
            continue
        end += 2 if source[end] == "\\" else 1
    raise ValueError(f"a template at {at} has no end")


def _regex_may_start(found: list[Token]) -> bool:
    if not found:
        return True
    last = found[-1]
    if last.kind == "sign":
        return last.text not in _VALUE_SIGNS
    return last.kind == "name" and last.text in _BEFORE_REGEX


def unescape(text: str) -> str:
    r"""Resolve JavaScript escapes: `\\u0065val` and `ev\\x61l` to `eval`."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    body = match.group(1)
    if body[0] == "u" and len(body) > 1:
        code = int(body[1:].strip("{}"), 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"
    if body[0] == "x" and len(body) == 3:
        return chr(int(body[1:], 16))
    if body[0] in "01234567":
        return chr(int(body, 8) % 256)
    return _PLAIN_ESCAPES.get(body, body)
