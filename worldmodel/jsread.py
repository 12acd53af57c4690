"""Whether a script only reads the page: proven call by call from a list of pure ones, never guessed.

A script is a read when every call is known to be pure, every assignment is to a name the script declared,
and no name stands in it that could act. Everything else is "not proven", which is not the same as harmful.
"""

import re
from functools import lru_cache

from worldmodel.js_tokens import Token, tokens_of
from worldmodel.wordset import words

PURE_CALLS = words("""
    querySelector querySelectorAll getElementById getElementsByClassName getElementsByTagName
    getElementsByName closest matches contains getAttribute getAttributeNames hasAttribute hasAttributes
    getBoundingClientRect getClientRects checkVisibility compareDocumentPosition elementFromPoint
    elementsFromPoint item namedItem getComputedStyle getPropertyValue matchMedia getSelection map filter
    find findIndex findLast forEach some every reduce reduceRight flat flatMap slice concat join includes
    indexOf lastIndexOf at keys values entries sort reverse toSorted toReversed from of isArray trim
    trimStart trimEnd split replaceAll toLowerCase toUpperCase toLocaleLowerCase toLocaleUpperCase
    startsWith endsWith padStart padEnd charAt charCodeAt codePointAt substring substr normalize match
    matchAll test exec search localeCompare repeat toString toFixed toISOString toLocaleString
    toLocaleDateString toLocaleTimeString toPrecision toJSON valueOf getTime getFullYear getMonth getDate
    getDay getHours getMinutes getSeconds now parse stringify Number String Boolean parseInt parseFloat
    isNaN isFinite isInteger Array Date BigInt Set Map RegExp URL URLSearchParams Promise XPathEvaluator
    TreeWalker all allSettled resolve then abs max min round floor ceil sqrt pow trunc sign log2 log10
    hypot random has is hasOwn hasOwnProperty fromEntries getEntriesByType getEntriesByName
    createTreeWalker createNodeIterator nextNode iterateNext snapshotItem decodeURIComponent
    encodeURIComponent decodeURI encodeURI assignedNodes getRootNode isEqualNode isSameNode
    scrollIntoView scrollTo scrollBy requestAnimationFrame log info debug warn raw
    """)
"""Functions and methods that change nothing outside the script, whoever's they are."""

ACTING_NAMES = words("""
    fetch XMLHttpRequest sendBeacon WebSocket EventSource WebTransport RTCPeerConnection Worker
    SharedWorker serviceWorker importScripts axios submit requestSubmit click dispatchEvent eval Function
    GeneratorFunction AsyncFunction import setTimeout setInterval setImmediate queueMicrotask postMessage
    cookie cookieStore localStorage sessionStorage indexedDB caches write writeln execCommand clipboard
    credentials geolocation pushState replaceState insertAdjacentHTML createElement appendChild
    insertBefore replaceChild removeChild remove replaceWith replaceChildren append prepend before after
    setAttribute removeAttribute toggleAttribute execScript alert confirm prompt print open close stop
    reload showModalDialog constructor __proto__ prototype Reflect Proxy defineProperty defineProperties
    setPrototypeOf call apply bind atob btoa fromCharCode fromCodePoint unescape escape Image Audio
    FormData Request Response Notification addEventListener removeEventListener MutationObserver
    attachShadow customElements adoptNode importNode requestFullscreen share getUserMedia fetchLater
    onclick arguments ownerDocument contentWindow contentDocument defaultView view play pause
    """)
"""Names that a pure read has no need of; wherever one stands, nothing is proven."""

_GLOBALS = frozenset({"window", "globalThis", "self", "top", "parent", "frames", "opener", "navigator"})
_DOCUMENT_READS = words("""
    querySelector querySelectorAll getElementById getElementsByClassName getElementsByTagName
    getElementsByName title URL documentURI body head documentElement forms links images scripts tables
    activeElement readyState lang characterSet referrer lastModified visibilityState hidden hasFocus
    elementFromPoint elementsFromPoint createTreeWalker createNodeIterator evaluate getSelection
    scrollingElement styleSheets fonts all anchors domain compatMode contentType doctype location
    """)
_LOCATION_READS = words("href host hostname pathname search hash origin protocol port toString")
_ASSIGNS = words("= += -= *= /= %= **= <<= >>= >>>= &= |= ^= &&= ||= ??= ++ --")
_NOT_CALLS = words("if for while switch catch return typeof await in of case else do void yield function")
_REFUSED = words("delete import export class with debugger yield super")
_TAKES_FUNCTION = words("map forEach filter find findIndex findLast some every flatMap")
_PLAIN_CONVERSIONS = frozenset({"Number", "String", "Boolean", "parseFloat"})
_SECRET_SELECTOR = re.compile(r"password|passwd|one-time-code|cc-(number|csc)|csrf", re.IGNORECASE)
_DECLARES = frozenset({"const", "let", "var"})


@lru_cache(maxsize=1024)
def reads_only(source: str) -> bool:
    """Whether `source` provably changes nothing: the page, its storage, the network and the tab."""
    if not source.strip():
        return False
    try:
        tokens = tokens_of(source)
    except (ValueError, RecursionError):
        return False
    local, functions = _declared(tokens)
    return all(_is_pure(tokens, index, local, functions) for index in range(len(tokens)))


def _declared(tokens: list[Token]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names the script declares, and those of them that it declares as functions."""
    local, functions = set(), set()
    for index, token in enumerate(tokens[:-1]):
        name = tokens[index + 1].text
        if token.kind != "name" or tokens[index + 1].kind != "name":
            continue
        if token.text in _DECLARES:
            local.add(name)
            if _starts_function(tokens, index + 3) and _sign(tokens, index + 2) == "=":
                functions.add(name)
        elif token.text == "function":
            functions.add(name)
    return frozenset(local), frozenset(functions)


def _starts_function(tokens: list[Token], index: int) -> bool:
    """Whether a function expression or an arrow begins at `index`."""
    if index < len(tokens) and tokens[index].text == "async":
        index += 1
    if index >= len(tokens):
        return False
    if tokens[index].text == "function":
        return True
    if tokens[index].kind == "name":
        return _sign(tokens, index + 1) == "=>"
    return _sign(tokens, index) == "(" and _sign(tokens, _closing(tokens, index) + 1) == "=>"


def _closing(tokens: list[Token], index: int) -> int:
    depth = 0
    for here in range(index, len(tokens)):
        text = _sign(tokens, here)
        depth += (text in ("(", "[", "{")) - (text in (")", "]", "}"))
        if depth == 0:
            return here
    return len(tokens)


def _opening(tokens: list[Token], index: int) -> int:
    depth = 0
    for here in range(index, -1, -1):
        text = _sign(tokens, here)
        depth += (text in (")", "]", "}")) - (text in ("(", "[", "{"))
        if depth == 0:
            return here
    return -1


def _sign(tokens: list[Token], index: int) -> str:
    return tokens[index].text if 0 <= index < len(tokens) and tokens[index].kind == "sign" else ""


def _is_pure(tokens: list[Token], index: int, local: frozenset[str], functions: frozenset[str]) -> bool:
    token = tokens[index]
    if token.kind == "name":
        return _name_is_pure(tokens, index)
    if token.kind in {"string", "template"} and _SECRET_SELECTOR.search(token.text):
        return False
    if token.kind == "template":
        return (
            index == 0
            or tokens[index - 1].kind not in {"name", "template"}
            or tokens[index - 1].text in _NOT_CALLS
        )
    if token.kind != "sign":
        return True
    if token.text in _ASSIGNS:
        return _assignment_is_local(tokens, index, local)
    if token.text == "(":
        return _call_is_pure(tokens, index, local, functions)
    return token.text != "@"


def _name_is_pure(tokens: list[Token], index: int) -> bool:
    name, after = tokens[index].text, _sign(tokens, index + 1)
    following = tokens[index + 2].text if index + 2 < len(tokens) else ""
    if name in ACTING_NAMES or name in _REFUSED:
        return False
    if name == "for" and after == "(":
        return following in _DECLARES or following == ";"
    if name in _GLOBALS:
        return after in {".", "?."}
    if name == "document":
        return after in {".", "?."} and following in _DOCUMENT_READS
    if name == "location":
        return after in {".", "?."} and following in _LOCATION_READS
    return True


def _assignment_is_local(tokens: list[Token], index: int, local: frozenset[str]) -> bool:
    """Only a plain name that the script itself declared may change."""
    step = tokens[index].text in {"++", "--"}
    for at, other in ((index - 1, index - 2), (index + 1, index + 2) if step else (-1, -1)):
        if at < 0 or at >= len(tokens) or tokens[at].kind != "name":
            continue
        if tokens[at].text in local and _sign(tokens, other if at < index else index - 1) not in {".", "?."}:
            return at < index or _sign(tokens, other) not in {".", "?.", "["}
    return _is_destructuring(tokens, index)


def _is_destructuring(tokens: list[Token], index: int) -> bool:
    if _sign(tokens, index - 1) not in {"]", "}"} or tokens[index].text != "=":
        return False
    start = _opening(tokens, index - 1)
    return start > 0 and tokens[start - 1].text in _DECLARES


def _call_is_pure(tokens: list[Token], index: int, local: frozenset[str], functions: frozenset[str]) -> bool:
    if index == 0:
        return True
    before = tokens[index - 1]
    if before.kind == "sign":
        if before.text == "?.":
            return _call_is_pure([*tokens[: index - 1], tokens[index]], index - 1, local, functions)
        return before.text not in {")", "]", "}"} or _calls_own_function(tokens, index)
    if before.kind != "name":
        return False
    if before.text in _NOT_CALLS or before.text in {"async", "const", "let", "var", "new"}:
        return True
    member = _sign(tokens, index - 2) in {".", "?."}
    owner = tokens[index - 3] if member and index > 2 else None
    if before.text in _TAKES_FUNCTION and not _passes_own_function(tokens, index + 1, functions):
        return False
    if before.text == "from" and not _maps_by_own_function(tokens, index, functions):
        return False
    return _named_call_is_pure(before.text, owner, local, functions)


def _named_call_is_pure(
    name: str, owner: Token | None, local: frozenset[str], functions: frozenset[str]
) -> bool:
    if owner is None:
        return name in functions or name in PURE_CALLS
    if name in {"push", "add", "set", "unshift", "pop", "shift"}:
        return owner.kind == "name" and owner.text in local
    if name == "replace":
        return owner.text not in {"location", *_GLOBALS}
    if name == "evaluate":
        return owner.text == "document"
    return name in PURE_CALLS or (name == "get" and owner.kind == "name" and owner.text in local)


def _passes_own_function(tokens: list[Token], index: int, functions: frozenset[str]) -> bool:
    """A function handed on by reference could be anybody's method; one written here is read like the rest."""
    if _starts_function(tokens, index):
        return True
    named = index < len(tokens) and tokens[index].text in functions | _PLAIN_CONVERSIONS
    return named and _sign(tokens, index + 1) == ")"


def _maps_by_own_function(tokens: list[Token], index: int, functions: frozenset[str]) -> bool:
    depth = 0
    for here in range(index, _closing(tokens, index)):
        text = _sign(tokens, here)
        depth += (text in ("(", "[", "{")) - (text in (")", "]", "}"))
        if text == "," and depth == 1:
            return _passes_own_function(tokens, here + 1, functions)
    return True


def _calls_own_function(tokens: list[Token], index: int) -> bool:
    """Whether the parenthesis calls a function written right there: `(() => ...)()`."""
    if _sign(tokens, index - 1) == "}":
        return False
    start = _opening(tokens, index - 1)
    if _sign(tokens, start) != "(" or start < 0:
        return False
    if start and tokens[start - 1].text in {"if", "for", "while"}:
        return True
    return _starts_function(tokens, start + 1)
