"""Letters that look like other letters, and the skeleton in which imitations become equal.

The table was written by hand for Latin, Cyrillic, Greek and Armenian; it covers the shapes that are the same
in common screen fonts, not every pair of the Unicode report on security (UTS 39).
"""

import unicodedata
from functools import lru_cache

_SHAPES = {
    # Cyrillic
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "ё": "e", "ғ": "f", "ԍ": "g", "һ": "h", "н": "h",
    "і": "i", "ї": "i", "ј": "j", "к": "k", "қ": "k", "ӏ": "l", "м": "m", "п": "n", "о": "o", "ө": "o",
    "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t", "υ": "u", "ѵ": "v", "ԝ": "w", "ѡ": "w", "х": "x",
    "у": "y", "ү": "y", "ʏ": "y", "з": "3", "б": "6",
    # Greek
    "α": "a", "β": "b", "ϲ": "c", "ε": "e", "η": "n", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p",
    "σ": "o", "τ": "t", "χ": "x", "γ": "y", "ω": "w", "μ": "u", "ϳ": "j",
    # Armenian
    "ո": "n", "օ": "o", "ս": "u", "հ": "h", "ց": "g", "ք": "f", "ա": "w", "զ": "q",
    # Latin letters and signs that imitate plain ones
    "ı": "i", "ɩ": "i", "ɪ": "i", "ł": "l", "ɫ": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ß": "b",
    "ɑ": "a", "ɡ": "g", "ʋ": "v", "ƅ": "b", "ꞓ": "c", "ᴄ": "c", "ᴏ": "o", "ꜱ": "s", "ᴠ": "v", "ᴡ": "w",
    "ᴢ": "z", "ʟ": "l", "ɴ": "n", "ʀ": "r", "ƽ": "s", "ӕ": "ae", "æ": "ae", "œ": "oe",
    "٥": "o", "०": "o", "๐": "o", "‐": "-", "‑": "-", "–": "-", "−": "-",
}  # fmt: skip
_TWINS = frozenset("асԁеһіјӏорԛѕѵԝхуαικνορτυωηγϲϳօսո")
"""Foreign letters that no reader can tell from Latin ones."""
_SWAPS = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "3": "e", "$": "s"})
_PAIRS = (("rn", "m"), ("vv", "w"))

_SCRIPTS = (
    "LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "HEBREW", "ARABIC", "DEVANAGARI", "BENGALI", "TAMIL", "THAI",
    "GEORGIAN", "HANGUL", "HIRAGANA", "KATAKANA", "BOPOMOFO", "CJK", "CHEROKEE", "ETHIOPIC", "KHMER",
)  # fmt: skip
_ALLOWED_MIXES = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)


def shape(text: str) -> str:
    """Return `text` with each letter replaced by the plain Latin letter it looks like.

    Accents are dropped too: `examplé` has the shape `example`. Digits stay.
    """
    if text.isascii():
        return text.lower()
    plain = "".join(_SHAPES.get(letter, letter) for letter in text.lower())
    bare = (c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return "".join(_SHAPES.get(letter, letter) for letter in bare)


@lru_cache(maxsize=4096)
def skeleton(text: str) -> str:
    """Return the form in which a name and its imitations are equal: shapes, digit swaps, `rn` for `m`."""
    plain = shape(text)
    for pair, letter in _PAIRS:
        plain = plain.replace(pair, letter)
    return plain.translate(_SWAPS)


def scripts_of(label: str) -> frozenset[str]:
    """Return the scripts of a label's letters; digits and hyphens belong to none."""
    if label.isascii():
        return frozenset({"LATIN"}) if any(c.isalpha() for c in label) else frozenset()
    return frozenset(_script(letter) for letter in label if letter.isalpha())


def is_mixed(label: str) -> bool:
    """Whether one label mixes scripts that no language writes together (UTS 39, highly restrictive)."""
    scripts = scripts_of(label)
    return len(scripts) > 1 and not any(scripts <= mix for mix in _ALLOWED_MIXES)


def imitates_latin(label: str) -> bool:
    """Whether a label consists of foreign letters only that are Latin ones to the eye, as `аррӏе` does."""
    letters = [letter for letter in label if letter.isalpha()]
    return len(letters) > 2 and all(letter in _TWINS for letter in letters)


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "UNKNOWN")
    return next((script for script in _SCRIPTS if name.startswith(script)), name.split(" ", 1)[0])
