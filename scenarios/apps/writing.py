"""How amounts are written in each language, and how the words of people become markup."""

import re

from markupsafe import Markup, escape

_THOUSANDS = {"en": ",", "fr": "\u202f"}
"""What stands between thousands; a point in every other language."""
_IMAGE = re.compile(r"!\[([^\]]*)\]\((https?://[^\s)]+|/[^\s)]*)\)")
_LINK = re.compile(r"(?<![\"=])\bhttps?://[^\s<>\"]+")


def money(cents: int, language: str = "en", sign: str = "€") -> str:
    """An amount as people of a language write it: `€1,234.50`, `1.234,50 €`."""
    minus = "−" if cents < 0 else ""
    whole, _, rest = f"{abs(cents) / 100:,.2f}".partition(".")
    if language == "en":
        return f"{minus}{sign}{whole}.{rest}"
    return f"{minus}{whole.replace(',', _THOUSANDS.get(language, '.'))},{rest} {sign}"


def rich(text: str) -> Markup:
    """A text with its pictures (`![words](address)`), links and lines; no other markup gets through."""
    parts, at = [], 0
    for found in _IMAGE.finditer(text):
        picture = Markup('<img class="inline" src="{}" alt="{}">').format(found[2], found[1])
        parts += [_linked(text[at : found.start()]), picture]
        at = found.end()
    return Markup("").join([*parts, _linked(text[at:])])


def _linked(text: str) -> Markup:
    parts, at = [], 0
    for found in _LINK.finditer(text):
        link = Markup('<a href="{0}" rel="nofollow ugc">{0}</a>').format(found[0])
        parts += [_lines(text[at : found.start()]), link]
        at = found.end()
    return Markup("").join([*parts, _lines(text[at:])])


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))
