"""Where secrets stand in a text: their shapes, and the words around them that give them away.

Every pattern is bounded and starts only at the edge of a run, so a scan is linear in the text. What has
no shape of its own (a password in prose, a random id) counts only next to a word that names it: ids,
digests, order numbers and ordinary words stay readable.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from worldmodel.secret_names import SecretKind, kind_of_name, weak_kind_of_name, words_of
from worldmodel.secret_numbers import CODE_PIECES, find_cards_and_accounts, find_codes

PLACEHOLDER = re.compile(r"\[[a-z_]{2,20}:[0-9a-f]{6}(?: \*[0-9A-Z]{4})?\]")
"""What stands where a secret was; see `worldmodel.secrets.Redactor`."""


class SecretMatch(NamedTuple):
    """A secret at `text[start:end]`."""

    start: int
    end: int
    kind: SecretKind


Finder = Callable[[str], Iterable[SecretMatch]]

_POSSIBLE = re.compile(r"[=:：\d@]|\S{12}|(?:^|\s)-|[Pp][Aa][Ss][Ss]|[Ss][Ee][Cc][Rr]|[^\x00-\xff]")
"""Without one of these no finder can find anything."""


def find_secrets(text: str) -> tuple[SecretMatch, ...]:
    """Return the secrets in `text`, in order and without overlap.

    Finds private keys, tokens with a known prefix, JWTs, authorization headers, cookies, passwords in
    addresses, values under a telling name (`key=value`, JSON, YAML, command-line options), random
    values next to a telling word, card numbers (Luhn), IBANs (ISO 13616 check), and one-time codes
    near the words that announce them. Linear in the length of the text.

    What it can't know: a secret without shape and without a telling word near it. Whoever sees such a
    secret typed has to `Redactor.remember` it.
    """
    if not _POSSIBLE.search(text):
        return ()
    low = text.lower()
    found = [
        match
        for finder, needed in _FINDERS
        if not needed or any(piece in low for piece in needed)
        for match in finder(text)
        if match.end > match.start
    ]
    if not found:
        return ()
    masked = [m.span() for m in PLACEHOLDER.finditer(text)] if "[" in text else []
    return tuple(_without_overlap(m for m in found if not _touches(m, masked)))


def _touches(match: SecretMatch, spans: list[tuple[int, int]]) -> bool:
    return any(match.start < end and start < match.end for start, end in spans)


def _without_overlap(matches: Iterable[SecretMatch]) -> Iterator[SecretMatch]:
    """Join what overlaps, under the kind of the one that begins first and reaches furthest."""
    current: SecretMatch | None = None
    for match in sorted(matches, key=lambda m: (m.start, -m.end)):
        if current is None or match.start >= current.end:
            if current is not None:
                yield current
            current = match
        elif match.end > current.end:
            current = current._replace(end=match.end)
    if current is not None:
        yield current


# -- shapes ----------------------------------------------------------------------------------------------

_B64 = r"A-Za-z0-9_\-"
_TOKENS: tuple[tuple[str, SecretKind], ...] = (
    (r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])", SecretKind.API_KEY),  # AWS
    (r"gh[pousr]_[A-Za-z0-9]{20,255}", SecretKind.TOKEN),
    (r"github_pat_\w{20,255}", SecretKind.TOKEN),
    (rf"gl(?:pat|dt|rt|cbt|ptt|ft|soat)-[{_B64}]{{16,255}}", SecretKind.TOKEN),
    (r"xox[abeoprs]-[A-Za-z0-9\-]{10,255}", SecretKind.TOKEN),
    (r"xapp-\d-[A-Za-z0-9\-]{10,255}", SecretKind.TOKEN),
    (r"(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,255}", SecretKind.API_KEY),
    (rf"whsec_[{_B64}+/]{{16,255}}", SecretKind.API_KEY),
    (rf"AIza[{_B64}]{{30,60}}", SecretKind.API_KEY),
    (rf"(?:ya29\.|GOCSPX-|1//0)[{_B64}]{{20,512}}", SecretKind.TOKEN),
    (rf"sk-(?=[{_B64}]{{0,40}}\d)[{_B64}]{{20,255}}", SecretKind.API_KEY),  # OpenAI and its like
    (
        r"(?:hf|npm|dop_v1|doo_v1|dor_v1|lin_api|rubygems|dckr_pat|gsk|r8|fly|nvapi|figd)[_\-][A-Za-z0-9_\-]{20,255}",
        SecretKind.TOKEN,
    ),
    (rf"pypi-[{_B64}]{{32,512}}", SecretKind.TOKEN),
    (rf"SG\.[{_B64}]{{16,64}}\.[{_B64}]{{16,64}}", SecretKind.API_KEY),
    (r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}", SecretKind.TOKEN),
    (rf"sq0(?:atp|csp)-[{_B64}]{{20,64}}", SecretKind.TOKEN),
    (rf"\d{{8,10}}:AA[{_B64}]{{33}}(?![{_B64}])", SecretKind.TOKEN),  # Telegram
    (rf"(?:hv[sbr]\.|AGE-SECRET-KEY-1|ATATT3)[{_B64}=]{{20,512}}", SecretKind.TOKEN),
    (rf"eyJ[{_B64}]{{8,8192}}(?:\.[{_B64}]{{1,8192}}){{1,4}}", SecretKind.TOKEN),  # JWT, JWE
)
_TOKEN = re.compile(r"(?<![A-Za-z0-9_])(?:" + "|".join(f"({pattern})" for pattern, _ in _TOKENS) + ")")
_TOKEN_PIECES = (
    *("akia", "asia", "abia", "acca", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "xox", "xapp-"),
    *(
        "glpat",
        "gldt-",
        "glrt-",
        "glcbt",
        "glptt",
        "glft-",
        "glsoat",
        "sk_",
        "rk_",
        "whsec_",
        "aiza",
        "ya29.",
    ),
    *(
        "gocspx-",
        "1//0",
        "sk-",
        "hf_",
        "hf-",
        "npm_",
        "npm-",
        "dop_v1",
        "doo_v1",
        "dor_v1",
        "lin_api",
        "rubygems",
    ),
    *(
        "dckr_pat",
        "gsk_",
        "gsk-",
        "r8_",
        "r8-",
        "fly_",
        "fly-",
        "nvapi",
        "figd",
        "pypi-",
        "sg.",
        "shpat_",
        "shpca_",
    ),
    *("shppa_", "shpss_", "sq0", ":aa", "hvs.", "hvb.", "hvr.", "age-secret", "atatt3", "eyj", "hooks.slack"),
)
_PEM = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_WEBHOOK = re.compile(r"hooks\.slack\.com/(?:services|workflows)/([A-Za-z0-9/_\-]{10,200})")


def _tokens(text: str) -> Iterator[SecretMatch]:
    for match in _TOKEN.finditer(text):
        yield SecretMatch(match.start(), match.end(), _TOKENS[(match.lastindex or 1) - 1][1])
    for match in _WEBHOOK.finditer(text):
        yield SecretMatch(match.start(1), match.end(1), SecretKind.TOKEN)


def _private_keys(text: str) -> Iterator[SecretMatch]:
    position = 0
    while match := _PEM.search(text, position):
        end = text.find("-----END", match.end())
        tail = text.find("-----", end + 8) if end >= 0 else -1
        position = tail + 5 if tail >= 0 else len(text)
        yield SecretMatch(match.start(), position, SecretKind.PRIVATE_KEY)


# -- headers and addresses -------------------------------------------------------------------------------

_HEADER = re.compile(
    r"(?i)(?<![\w\-])(?:(?P<auth>(?:proxy-)?authorization|x-auth-token|x-api-key)|(?P<set>set-cookie)|(?P<cookie>cookie))"
    r"[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?P<value>[^\r\n\"']{1,8192})"
)
_SCHEME = re.compile(r"(?i)(?<![\w\-])(?:bearer|basic|token|apikey)\s{1,3}([A-Za-z0-9._~+/=\-]{8,8192})")
_SCHEME_WORD = re.compile(r"(?i)(?:bearer|basic|token|digest|negotiate|apikey|aws4-hmac-sha256)\s{1,3}")
_CONNECTION = re.compile(r"(?i)(?<=;)\s?(?:password|pwd|accountkey|sharedaccesskey)\s?=([^;\r\n\"']{1,256})")
_USERINFO = re.compile(r"://([^\s/?#@:\"'<>]{0,256}):([^\s/?#\"'<>]{1,256})@|://([^\s/?#@:\"'<>]{16,256})@")


def _headers(text: str) -> Iterator[SecretMatch]:
    for match in _HEADER.finditer(text):
        start, end = match.span("value")
        if match["auth"]:
            if not _is_prose(match["value"]):
                scheme = _SCHEME_WORD.match(text, start, end)
                yield SecretMatch(scheme.end() if scheme else start, end, SecretKind.TOKEN)
        elif "=" in match["value"]:
            if match["set"]:
                end = start + match["value"].partition(";")[0].__len__()
            yield from _cookie_values(text, start, end)
    for match in _SCHEME.finditer(text):
        if looks_random(match[1]):
            yield SecretMatch(*match.span(1), SecretKind.TOKEN)


_COOKIE = re.compile(r"[^\s=;,]{1,128}=([^;\s]{1,4096})")


def _cookie_values(text: str, start: int, end: int) -> Iterator[SecretMatch]:
    for match in _COOKIE.finditer(text, start, end):
        yield SecretMatch(*match.span(1), SecretKind.COOKIE)


def _is_prose(value: str) -> bool:
    words = value.split()
    return not words or (len(words) != 2 and not any(looks_random(word) for word in words))


def _addresses(text: str) -> Iterator[SecretMatch]:
    for match in _CONNECTION.finditer(text):
        yield SecretMatch(*match.span(1), SecretKind.PASSWORD)
    if "@" not in text or "://" not in text:
        return
    for match in _USERINFO.finditer(text):
        if match[2]:
            yield SecretMatch(*match.span(2), SecretKind.PASSWORD)
        elif match[3] and looks_random(match[3]):
            yield SecretMatch(*match.span(3), SecretKind.TOKEN)


# -- names and their values ------------------------------------------------------------------------------

_NAMED = re.compile(
    r"(?<![\w.\-])(?P<name>[\w.\-]{2,128})(?P<quote>\\{0,3}[\"'`]?)\]?\s{0,3}"
    r"(?P<sep>=>|:=|[=:：]|(?<=\w)\s(?:is|was|ist|lautet|es|est|è|é)\s)(?P<gap>\s{0,3})"
    r"(?:(?P<esc>\\{1,3}\")(?P<escaped>[^\"\\]{1,4096})|\"(?P<double>(?:[^\"\\]|\\.){1,4096})\"?"
    r"|'(?P<single>[^'\r\n]{1,4096})'?|(?P<bare>[^\s&;,\"'<>)}\]]{1,4096}))",
    re.S,
)
_OPTION = re.compile(
    r"(?<!\S)--?(?P<name>[A-Za-z][\w\-]{1,60})[ =](?P<q>[\"']?)(?P<value>[^\s\"'\-][^\s\"']{0,4096})"
)
_USER_OPTION = re.compile(r"(?<!\S)(?:-u|--user|--proxy-user)[ =]?[\"']?[^\s:\"']{1,128}:([^\s\"']{1,256})")
_STATUS = words_of(
    """true false null none nil undefined required optional forgot forgotten show hide hidden must your the
    a an is not reset change changed incorrect invalid wrong strong weak medium expired set unset missing
    enter empty yes no ok valid protected redacted masked here needed new old field"""
)


def _named(text: str) -> Iterator[SecretMatch]:
    position = 0
    while match := _NAMED.search(text, position):
        # A value may itself hold a name ("a: password=x"), so go on right behind the separator.
        position = match.end("sep")
        group = next(g for g in ("escaped", "double", "single", "bare") if match[g] is not None)
        value = match[group]
        kind = kind_of_name(match["name"])
        if kind is None:
            weak = weak_kind_of_name(match["name"])
            kind = weak if weak and _weak_value(match["name"], value) else None
        elif not _plausible(text, match, group):
            kind = None
        if kind:
            yield SecretMatch(*match.span(group), kind)
            position = match.end(group)


def _plausible(text: str, match: re.Match[str], group: str) -> bool:
    """Whether the value under a telling name is a secret and not a word about one."""
    value = match[group]
    if _header_has_it(match["name"], value):
        return False
    if value.strip().rstrip(".!?…*•").casefold() in _STATUS or not value.strip(" *•.…"):
        return False
    if group != "bare":
        return True
    if value.startswith(("{", "[", "$", "<", "(")):  # a structure, a variable, a mask
        return False
    if not match["gap"] and match["sep"] in ("=", ":", ":=", "=>"):
        return True
    return looks_typed(value.rstrip(".")) or (match["sep"] in ":：" and _alone_on_line(text, match))


def _header_has_it(name: str, value: str) -> bool:
    """Whether the header finder masks this more finely: cookie by cookie, or behind the scheme."""
    name = name.casefold()
    if name.endswith("cookie"):
        return "=" in value
    return name.endswith("authorization") and _SCHEME_WORD.match(f"{value} ") is not None


def _alone_on_line(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 80) : match.start()].rpartition("\n")[2]
    return not before.strip(" \t-") and text[match.end() : match.end() + 1] in ("", "\n", "\r")


def _weak_value(name: str, value: str) -> bool:
    if name.casefold().endswith("pin"):
        return value.isdigit() and 4 <= len(value) <= 8
    if name.casefold().endswith(("pass", "passe")):
        return looks_typed(value)
    return len(value) >= 16 and looks_random(value)


def _options(text: str) -> Iterator[SecretMatch]:
    for match in _OPTION.finditer(text):
        kind = kind_of_name(match["name"])
        if kind and not match["value"].startswith("$"):
            yield SecretMatch(*match.span("value"), kind)
    for match in _USER_OPTION.finditer(text):
        yield SecretMatch(*match.span(1), SecretKind.PASSWORD)


# -- random values near a telling word -----------------------------------------------------------------

_NEAR = re.compile(
    r"(?i)\b(?:secret|password|passwort|credential|token|api[ _\-]?key|access[ _\-]?key|passphrase)s?\b"
)
_RUN = re.compile(rf"(?<![{_B64}/+.])[{_B64}/+=.!$%^*]{{12,512}}")
_HEX = re.compile(r"[0-9a-fA-F\-]+")
_REACH = 60
"""How far, in characters, a telling word reaches along its line."""


def _near_words(text: str) -> Iterator[SecretMatch]:
    for word in _NEAR.finditer(text):
        line_end = text.find("\n", word.end(), word.end() + _REACH)
        limit = line_end if line_end >= 0 else word.end() + _REACH
        for match in _RUN.finditer(text, word.end(), limit + 512):
            if match.start() < limit and looks_random(match[0]) and not _HEX.fullmatch(match[0]):
                yield SecretMatch(*match.span(), SecretKind.TOKEN)


def looks_random(value: str) -> bool:
    """Whether `value` mixes letters and digits as a machine would: at least 12 characters, 3 bits each.

    The bits are Shannon's entropy of the character counts; ordinary words and dates stay below or lack
    one of the two.
    """
    if len(value) < 12 or not any(c.isdigit() for c in value) or not any(c.isalpha() for c in value):
        return False
    sample = value[:256]
    counts = (sample.count(c) for c in set(sample))
    return -sum(n / len(sample) * math.log2(n / len(sample)) for n in counts) >= 3.0


def looks_typed(value: str) -> bool:
    """Whether `value` could be a password a person typed: no ordinary word, amount, date or address."""
    if not 4 <= len(value) <= 256 or value.startswith(("http:", "https:", "/", "#")):
        return False
    digits, letters = any(c.isdigit() for c in value), any(c.isalpha() for c in value)
    symbols = any(not c.isalnum() and c not in "-_.:/" for c in value.strip("\"'.,!?"))
    inner_capital = any(c.isupper() for c in value[1:]) and any(c.islower() for c in value)
    return (digits and letters) or (letters and symbols) or (letters and inner_capital) or value.isdigit()


def _cards_and_accounts(text: str) -> Iterator[SecretMatch]:
    return (SecretMatch(*found) for found in find_cards_and_accounts(text))


def _one_time_codes(text: str) -> Iterator[SecretMatch]:
    return (SecretMatch(*found) for found in find_codes(text))


_FINDERS: tuple[tuple[Finder, tuple[str, ...]], ...] = (
    (_private_keys, ("private key",)),
    (_tokens, _TOKEN_PIECES),
    (_headers, ("authorization", "cookie", "bearer", "basic", "token", "apikey", "api-key")),
    (_addresses, ("://", "password", "pwd", "key=", "key =")),
    (_named, ("=", ":", "：", " is ", " was ", " ist ", " lautet ", " es ", " est ", " è ", " é ")),
    (_options, ("-",)),
    (_near_words, ("secret", "passw", "credential", "token", "key", "passphrase")),
    (_cards_and_accounts, ()),
    (_one_time_codes, CODE_PIECES),
)
"""Each finder with the pieces (lower case) of which a text has to hold one for it to find anything."""
