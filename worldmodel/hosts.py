"""Hosts as a browser reads them, as a naive checker reads them, and what lies between.

A check that reads another host than the browser does protects nothing: where two readings differ the host
is `ambiguous`. Registrable domains come from a compact built-in list of suffixes, not from the whole Public
Suffix List; where the list lacks a shared suffix, two sites under it count as one.
"""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from worldmodel.confusables import imitates_latin, is_mixed, skeleton
from worldmodel.host_suffixes import COMMON_LABELS, CYRILLIC_SUFFIXES, registrable_domain
from worldmodel.imitation import imitates

_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.\-]*):")
_SPECIAL = frozenset({"http", "https", "ws", "wss", "ftp"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_BARE = re.compile(
    r"^[^\s/?#\\]+\.[^\s/?#\\.:]{2,}(:\d+)?([/?#].*)?$|^localhost(:\d+)?([/?#].*)?$", re.DOTALL
)
_FORBIDDEN = re.compile(r"[\x00-\x20#/:<>?@\[\\\]^|%\x7f]")
_NUMBER = re.compile(r"^(0x[0-9a-f]*|\d+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Host:
    """A host, read as a browser reads it.

    `name` is its Unicode form in lower case, `ascii` the form that goes over the wire, `registrable` the
    domain that somebody registered. All three are empty where the address has no host. `reasons` say in
    words why it is ambiguous.
    """

    name: str
    registrable: str
    ascii: str
    ambiguous: bool = False
    mixed_script: bool = False
    imitates_latin: bool = False
    scheme: str = ""
    is_ip: bool = False
    loopback: bool = False
    private: bool = False
    reasons: tuple[str, ...] = field(default=())

    @property
    def deceptive(self) -> bool:
        """Whether the name alone shows that it imitates another, with no other name to compare."""
        return self.mixed_script or self.imitates_latin


@lru_cache(maxsize=4096)
def parse_host(url: str) -> Host:
    """Read the host of an address, or of a bare host name such as `example.com:8080`.

    Never raises: what a browser would refuse has an empty name and is ambiguous.
    """
    scheme, authority, reasons = _split(url)
    if authority is None:
        return Host("", "", "", bool(reasons), scheme=scheme, reasons=tuple(reasons))
    reasons += _authority_reasons(authority)
    raw = _without_port(authority.rpartition("@")[2])
    if raw.startswith("["):
        return _address(raw.strip("[]"), scheme, reasons)
    return _name(raw, scheme, reasons)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses or host names belong to one registrable domain, both without ambiguity."""
    first, second = parse_host(one), parse_host(other)
    if first.ambiguous or second.ambiguous or not first.ascii:
        return False
    return first.registrable == second.registrable


def within(url: str, allowed: str) -> bool:
    """Whether the host of `url` is `allowed` or one of its subdomains, without ambiguity."""
    host, limit = parse_host(url), parse_host(allowed.removeprefix("*.").removeprefix("."))
    if host.ambiguous or not host.ascii or not limit.ascii:
        return False
    return host.ascii == limit.ascii or host.ascii.endswith("." + limit.ascii)


@lru_cache(maxsize=4096)
def looks_like(candidate: str, known: str) -> bool:
    """Whether `candidate` imitates `known` without belonging to it.

    Imitations: the known name as a prefix (`docs.example.com.evil.test`), other letters or digits of the
    same shape (`examp1e`, `ехample`), another suffix, extra words (`example-login`), one slip of the
    pen (`exmaple`).
    """
    one, other = parse_host(candidate), parse_host(known)
    if not one.ascii or not other.ascii or one.registrable == other.registrable or one.is_ip or other.is_ip:
        return False
    if _carries_whole_name(one.name, other):
        return True
    core = _core(one)
    return any(imitates(core, brand) for brand in _brands(other))


def digit_swaps(url: str) -> bool:
    """Whether a label has a lone 0 or 1 inside a word (`examp1e`): a weak sign, to be joined with others."""
    return any(re.search(r"[a-z]{3}[01][a-z]", label) for label in parse_host(url).name.split("."))


def _split(url: str) -> tuple[str, str | None, list[str]]:
    """Return scheme, authority (None where there is none) and what is odd about the text."""
    reasons = []
    text = url.strip("".join(map(chr, range(0x21))))
    if _CONTROL.search(text):
        reasons.append("control or invisible characters in the address")
        text = re.sub(r"[\t\n\r]", "", text)
    match = _SCHEME.match(text)
    scheme = match.group(1).lower() if match else ""
    if match and scheme == "blob":
        inner, authority, more = _split(text[match.end() :])
        return ("blob" if authority is None else inner), authority, reasons + more
    if scheme in _SPECIAL and match:
        return scheme, _special_authority(text[match.end() :], reasons), reasons
    if text.startswith(("//", "\\\\", "/\\", "\\/")):
        return "", _special_authority(text, reasons), reasons
    if _BARE.match(text):
        return "", re.split(r"[/?#\\]", text, maxsplit=1)[0], reasons
    return scheme, None, reasons


def _special_authority(rest: str, reasons: list[str]) -> str:
    slashes = re.match(r"[/\\]*", rest)
    lead = slashes.group() if slashes else ""
    if lead != "//":
        reasons.append("unusual slashes after the scheme")
    authority, sign, tail = _partition(rest[len(lead) :])
    if sign == "\\":
        reasons.append("a backslash ends the host")
    if sign in {"?", "#"} and "@" in tail:
        reasons.append("an @ after the host")
    return authority


def _partition(text: str) -> tuple[str, str, str]:
    for index, letter in enumerate(text):
        if letter in "/\\?#":
            return text[:index], letter, text[index + 1 :]
    return text, "", ""


def _authority_reasons(authority: str) -> list[str]:
    reasons = []
    if "@" in authority:
        reasons.append("user information before the host")
    if "%" in authority:
        reasons.append("percent-encoding in the host")
    if " " in authority:
        reasons.append("a space in the host")
    return reasons


def _without_port(authority: str) -> str:
    if authority.startswith("["):
        return authority.partition("]")[0] + "]"
    return authority.partition(":")[0]


def _name(raw: str, scheme: str, reasons: list[str]) -> Host:
    decoded = unquote(raw, errors="replace")
    folded = unicodedata.normalize("NFKC", decoded).lower()
    folded = folded.replace("。", ".").replace("．", ".").replace("｡", ".")
    if folded != decoded.lower():
        reasons.append("letters that a browser rewrites")
    name = folded.removesuffix(".")
    if _FORBIDDEN.search(name):
        reasons.append("characters that no host may have")
        name = _FORBIDDEN.split(name, maxsplit=1)[0]
    if not name or ".." in name or name.startswith("."):
        return Host("", "", "", True, scheme=scheme, reasons=(*reasons, "no valid host"))
    if _NUMBER.match(name.rpartition(".")[2]):
        return _number(name, scheme, reasons)
    return _domain(name, scheme, reasons)


def _domain(name: str, scheme: str, reasons: list[str]) -> Host:
    labels = [_unicode_label(label) for label in name.split(".")]
    ascii_name = ".".join(_ascii_label(label) for label in labels)
    foreign = labels[-1] not in CYRILLIC_SUFFIXES and labels[-1].isascii()
    return Host(
        ".".join(labels),
        registrable_domain(ascii_name),
        ascii_name,
        bool(reasons),
        mixed_script=any(is_mixed(label) for label in labels),
        imitates_latin=foreign and any(imitates_latin(label) for label in labels),
        scheme=scheme,
        loopback=ascii_name == "localhost" or ascii_name.endswith(".localhost"),
        private=ascii_name.endswith((".local", ".internal", ".lan", ".home.arpa", ".localhost")),
        reasons=tuple(reasons),
    )


def _number(name: str, scheme: str, reasons: list[str]) -> Host:
    """Read an IPv4 address in any spelling a browser takes: hexadecimal, octal, fewer than four parts."""
    try:
        *parts, last = [_part(part) for part in name.split(".")]
    except ValueError:
        return Host("", "", "", True, scheme=scheme, reasons=(*reasons, "no valid host"))
    if len(parts) > 3 or any(part > 255 for part in parts) or last >= 256 ** (4 - len(parts)):
        return Host("", "", "", True, scheme=scheme, reasons=(*reasons, "no valid host"))
    value = last + sum(part << (8 * (3 - index)) for index, part in enumerate(parts))
    address = str(ipaddress.IPv4Address(value))
    if address != name:
        reasons.append("an IP address in an unusual spelling")
    return _address(address, scheme, reasons)


def _part(text: str) -> int:
    if text[:2].lower() == "0x":
        return int(text[2:] or "0", 16)
    return int(text, 8) if len(text) > 1 and text.startswith("0") else int(text)


def _address(text: str, scheme: str, reasons: list[str]) -> Host:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return Host("", "", "", True, scheme=scheme, reasons=(*reasons, "no valid host"))
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        reasons.append("an IPv4 address written as IPv6")
        address = mapped
    return Host(
        str(address),
        str(address),
        str(address),
        bool(reasons),
        scheme=scheme,
        is_ip=True,
        loopback=address.is_loopback or address.is_unspecified,
        private=address.is_private and not address.is_loopback,
        reasons=tuple(reasons),
    )


def _unicode_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label


def _ascii_label(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def _carries_whole_name(name: str, known: Host) -> bool:
    """Whether the known name stands inside another one: `docs.example.com.evil.test`, `example-com.test`."""
    flat = re.sub(r"[-.]+", ".", skeleton(name))
    return any(
        f".{wanted}." in f".{flat}."
        for wanted in {re.sub(r"[-.]+", ".", skeleton(n)) for n in (known.name, _unicode(known.registrable))}
    )


def _unicode(name: str) -> str:
    return ".".join(_unicode_label(label) for label in name.split("."))


def _core(host: Host) -> str:
    """The label that somebody chose: `example` of `www.example.co.uk`."""
    return _unicode(host.registrable).partition(".")[0]


def _brands(host: Host) -> list[str]:
    rest = host.name.removesuffix(_unicode(host.registrable)).strip(".")
    own = [label for label in rest.split(".") if len(label) > 4 and label not in COMMON_LABELS]
    return [_core(host), *own]
