"""Scope: the hosts that a task names or keeps to, and whether an address lies inside."""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from agentguard.task.phrases import phrase_book
from worldmodel.folding import fold
from worldmodel.hosts import looks_like, parse_host, same_site, within

_URL = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?<![\w@/.\\\-~])(?:[^\W_](?:[\w\-]*[^\W_])?\.)+[^\W\d_]{2,24}(?::\d+)?(?![\w\\(@]|/\w*\.\w)"
)
_FILE_ENDINGS: Final = frozenset(
    "md txt py js ts tsx jsx json yaml yml toml csv pdf doc docx xls xlsx ppt pptx png jpg jpeg gif "
    "svg html htm css sh rs go "
    "java c h cpp hpp rb php sql db log lock ini cfg conf env zip tar gz tgz bak tmp out key pem "
    "ipynb xml ps1 bat exe dll "
    "mp3 mp4 mov wav eml ics".split()
)
_LIMIT_KEYS = re.compile(
    r"allow(?:ed)?|permitted|restrict|only|domains?|hosts?|sites?|suffix(?:es)?|trusted|whitelist|allowlist",
    re.IGNORECASE,
)
_LIMITING = re.compile(r"allow|permit|restrict|only|trust|whitelist", re.IGNORECASE)
_PLACES = re.compile(r"domain|host|site|suffix|origin|trusted|url", re.IGNORECASE)


def hosts_in(text: str) -> tuple[str, ...]:
    """Return the hosts a text names, in order: by address, or by a domain that is no file name."""
    found = [host for url in _URL.findall(text) if (host := parse_host(url).name)]
    rest = _URL.sub(" ", text)
    for name in _DOMAIN.findall(rest):
        ending = name.rsplit(".", 1)[-1].split(":")[0].casefold()
        host = parse_host(name).name
        if ending not in _FILE_ENDINGS and host and any(c.isalpha() for c in host):
            found.append(host)
    return tuple(dict.fromkeys(found))


def places_in(text: str) -> tuple[str, ...]:
    """Return the hosts a text names as places to be; "the zone example.com" is a thing to work on."""
    folded = fold(text).text
    return tuple(host for host in hosts_in(text) if not _is_thing(host, folded))


def _is_thing(host: str, folded: str) -> bool:
    at = folded.find(host)
    words = re.findall(r"[^\W_]+", folded[:at])[-1:] if at >= 0 else []
    words += re.findall(r"[^\W_]+", folded[at + len(host) :])[:1] if at >= 0 else []
    return bool(set(words) & phrase_book().words("host_is_thing"))


def is_on(url: str, hosts: Iterable[str]) -> bool:
    """Whether an address belongs to one of the sites, by registrable domain, read without ambiguity."""
    return any(same_site(url, host) for host in hosts)


def imitates(url: str, hosts: Iterable[str]) -> str | None:
    """Return the named host that the address's host imitates, or could be mistaken for."""
    host = parse_host(url)
    for known in hosts:
        if host.ambiguous and known in host.name + url:
            return known
        if looks_like(url, known):
            return known
    return None


@lru_cache(maxsize=512)
def allowed_hosts(text: str) -> tuple[str, ...]:
    """Return the hosts that a set-up text limits the agent to; empty where it sets no such limit.

    Understands JSON (`{"allowed_domains": ["example.com"]}`) and plain lines (`allowed hosts: example.com`).
    """
    try:
        value = json.loads(text)
    except ValueError:
        return tuple(dict.fromkeys(host for line in text.splitlines() for host in _from_line(line)))
    return tuple(dict.fromkeys(_from_json(value)))


def _from_json(value: object) -> Iterable[str]:
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _from_json(inner)
        elif _LIMITING.search(key) and (_PLACES.search(key) or "suffix" in key):
            names = inner if isinstance(inner, list) else [inner]
            yield from (str(name).lstrip("*.") for name in names if "." in str(name) or name == "localhost")


def _from_line(line: str) -> Iterable[str]:
    key, colon, rest = line.partition(":")
    if colon and _LIMITING.search(key) and (_PLACES.search(key) or _LIMIT_KEYS.fullmatch(key.strip())):
        yield from hosts_in(rest)
    elif re.search(r"\bonly\b.*\b(?:on|within|at|from)\b|\bstay (?:on|within)\b", line):
        yield from hosts_in(line)


def inside(url: str, limits: Iterable[str]) -> bool:
    """Whether the host of an address is one of `limits` or under one of them."""
    return any(within(url, limit) for limit in limits)
