"""What a script does besides reading: requests, navigation, clicks, storage, code made from strings.

Acts are found by name and place among the tokens. Strings that are joined from pieces are put together
first, so that `window['fe' + 'tch']` is a call of `fetch`.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from worldmodel.js_tokens import Token
from worldmodel.jsread import PURE_CALLS
from worldmodel.wordset import words

Kind = Literal[
    "request", "socket", "navigate", "click", "submit", "storage", "code", "page", "secret", "keys"
]

_ASSIGNS = words("= += -= *= ||= ??= &&=")
_SELECTORS = words(
    "querySelector querySelectorAll getElementById getElementsByName getElementsByClassName closest $ $$"
)
_STORAGE_METHODS = words("setItem removeItem clear")
_PAGE_METHODS = words(
    """
    setAttribute removeAttribute remove append prepend appendChild insertBefore replaceChild removeChild
    replaceWith replaceChildren insertAdjacentHTML insertAdjacentElement toggleAttribute write writeln
    add toggle
    """
)
_SECRETS = words("cookie cookieStore localStorage sessionStorage indexedDB credentials clipboard")
_MAKERS = words("eval Function GeneratorFunction AsyncFunction importScripts import execScript")
_DECODERS = words("atob unescape decodeURIComponent fromCharCode fromCodePoint")
_QUIET_CALLS = words(
    """
    if for while switch catch return await typeof function async then json text blob finally
    preventDefault stopPropagation setRequestHeader push pop shift add set get has delete replace
    setTimeout setInterval clearTimeout XMLHttpRequest Image FormData Headers Request Event MouseEvent
    KeyboardEvent InputEvent CustomEvent send append focus blur r resolve reject observe disconnect
    MutationObserver arrayBuffer abort AbortController
    """
)
_SOCKETS = words("WebSocket EventSource WebTransport RTCPeerConnection Worker SharedWorker")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a script does: its kind, the name that showed it, what it is aimed at, and more text.

    `target` is an address, a selector or a storage key; None where it is not a literal. `method` is the HTTP
    method where one stands in the call. `text` is everything else that the call mentions.
    """

    kind: Kind
    name: str
    target: str | None = None
    method: str = "GET"
    text: str = ""
    hidden: bool = False


def acts_of(tokens: list[Token]) -> tuple[Act, ...]:
    """Return what the tokens of a script do, in order."""
    tokens = _joined(tokens)
    return tuple(act for index in range(len(tokens)) for act in _acts_at(tokens, index))


def unknown_calls(tokens: list[Token], known: frozenset[str]) -> tuple[str, ...]:
    """The names that are called and are neither pure, nor acts, nor `known`."""
    own = frozenset(
        tokens[i + 1].text for i, t in enumerate(tokens[:-1]) if t.text in {"function", "const", "let", "var"}
    )
    called = (
        token.text
        for token, after in itertools.pairwise(tokens)
        if token.kind == "name" and after.kind == "sign" and after.text == "("
    )
    return tuple(
        dict.fromkeys(name for name in called if name not in known | own | PURE_CALLS | _QUIET_CALLS)
    )


def _joined(tokens: list[Token]) -> list[Token]:
    """Put neighbouring literals joined by `+` together, and turn `['name']` into `.name`."""
    flat: list[Token] = []
    for token in tokens:
        if (
            token.kind in {"string", "template"}
            and len(flat) > 1
            and flat[-1].text == "+"
            and flat[-1].kind == "sign"
        ) and flat[-2].kind in {"string", "template"}:
            flat.pop()
            last = flat.pop()
            flat.append(Token("string", last.text + token.text, last.start))
            continue
        flat.append(token)
    return _members(flat)


def _members(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        opens = token.kind == "sign" and token.text == "[" and index > 0 and _is_value(tokens[index - 1])
        if (
            opens
            and index + 2 < len(tokens)
            and tokens[index + 1].kind in {"string", "template"}
            and tokens[index + 2].text == "]"
        ):
            found += [Token("sign", ".", token.start), Token("name", tokens[index + 1].text, -1)]
            index += 3
            continue
        found.append(token)
        index += 1
    return found


def _is_value(token: Token) -> bool:
    return token.kind == "name" or token.text in {")", "]"}


def _acts_at(tokens: list[Token], index: int) -> Iterator[Act]:
    token = tokens[index]
    if token.kind != "name":
        return
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    member = index > 0 and tokens[index - 1].text in {".", "?."}
    if after == "(" or (after == "?." and index + 2 < len(tokens) and tokens[index + 2].text == "("):
        yield from _call(tokens, index, member)
    elif after in _ASSIGNS and tokens[index + 1].kind == "sign":
        yield from _assignment(tokens, index, member)
    elif (
        token.text in _SOCKETS
        or token.text in _MAKERS
        or (token.text == "fetch" and not member)
        or token.text == "XMLHttpRequest"
    ):
        yield Act(
            "code" if token.text in _MAKERS else "request",
            token.text,
            hidden=token.start < 0,
            text="named without a call",
        )
    if token.text in _SECRETS and after not in _ASSIGNS and not _only_stores(tokens, index):
        yield Act("secret", token.text, hidden=token.start < 0)


def _only_stores(tokens: list[Token], index: int) -> bool:
    """Whether a store is only written here: `localStorage.setItem(`, `localStorage.a =`."""
    if index + 3 >= len(tokens) or tokens[index + 1].text not in {".", "?."}:
        return False
    return tokens[index + 2].text in _STORAGE_METHODS or tokens[index + 3].text in _ASSIGNS


def _call(tokens: list[Token], index: int, member: bool) -> Iterator[Act]:
    name, hidden = tokens[index].text, tokens[index].start < 0
    inside = _inside(tokens, index + 1)
    owner = tokens[index - 2].text if member and index > 1 else ""
    if name in _MAKERS or (
        name in {"setTimeout", "setInterval"} and inside[:1] and inside[0].kind in {"string", "template"}
    ):
        yield Act("code", name, _literal(inside), hidden=hidden)
    elif name in _SOCKETS or (name == "constructor" and inside[:1] and inside[0].kind == "string"):
        yield Act(
            "socket" if name in _SOCKETS else "code",
            name,
            _literal(inside),
            text=_text(inside),
            hidden=hidden,
        )
    elif _is_network(name, owner, member):
        yield _request(name, inside, hidden)
    elif (name in {"assign", "replace", "reload"} and owner == "location") or (
        name == "open" and (not member or owner in {"window", "self", "top", "globalThis", "parent"})
    ):
        yield Act("navigate", name, _literal(inside), text=_text(inside))
    else:
        yield from _element_call(tokens, index, name, owner, inside, hidden)


def _element_call(
    tokens: list[Token], index: int, name: str, owner: str, inside: list[Token], hidden: bool
) -> Iterator[Act]:
    if name in {"click", "dispatchEvent"}:
        yield Act("click", name, _selector(tokens, index), text=_text(inside), hidden=hidden)
    elif name in {"submit", "requestSubmit"}:
        yield Act("submit", name, _selector(tokens, index), hidden=hidden)
    elif name in _STORAGE_METHODS and owner in {"localStorage", "sessionStorage"}:
        yield Act("storage", f"{owner}.{name}", _literal(inside), hidden=hidden)
    elif name in {"execCommand", "postMessage", "pushState", "replaceState"}:
        yield Act("page", name, text=_text(inside), hidden=hidden)
    elif name in _PAGE_METHODS and owner:
        yield Act("page", name, _selector(tokens, index), text=_text(inside), hidden=hidden)
    elif name in _DECODERS and name != "decodeURIComponent":
        yield Act("keys", name, _literal(inside), hidden=hidden)


def _is_network(name: str, owner: str, member: bool) -> bool:
    if name in {"fetch", "sendBeacon", "fetchLater", "axios", "ajax"}:
        return True
    if name in {"post", "get", "put", "patch", "request", "delete"}:
        return owner in {"axios", "$", "jQuery", "http", "api"}
    return (
        name == "open"
        and member
        and owner not in {"window", "self", "top", "document", "globalThis", "parent", "indexedDB"}
    )


def _request(name: str, inside: list[Token], hidden: bool) -> Act:
    method = "POST" if name in {"sendBeacon", "post"} else "GET"
    target = _literal(inside)
    if name == "open" and len(inside) > 2 and inside[0].kind == "string":
        method, target = inside[0].text.upper(), _literal(inside[2:])
    for here, token in enumerate(inside[:-2]):
        if (
            token.text in {"method", "type"}
            and inside[here + 1].text == ":"
            and inside[here + 2].kind in {"string", "template"}
        ):
            method = inside[here + 2].text.upper()
    return Act("request", name, target, method, _text(inside), hidden)


def _assignment(tokens: list[Token], index: int, member: bool) -> Iterator[Act]:
    name, hidden = tokens[index].text, tokens[index].start < 0
    value = tokens[index + 2 : index + 40]
    owner = tokens[index - 2].text if member and index > 1 else ""
    if name == "location" or (owner == "location" and name in {"href", "search", "hash", "pathname", "host"}):
        yield Act("navigate", name, _literal(value), text=_text(value), hidden=hidden)
    elif name == "cookie":
        yield Act("storage", "cookie", _literal(value), hidden=hidden)
    elif owner in {"localStorage", "sessionStorage"}:
        yield Act("storage", f"{owner}.{name}", name, hidden=hidden)
    elif name in {"src", "srcset", "data"} and member:
        yield Act("request", name, _literal(value), text=_text(value), hidden=hidden)
    elif name in {"action", "formAction", "href"} and member:
        yield Act("page", name, _literal(value), text="where it leads", hidden=hidden)
    elif member:
        yield Act("page", name, _selector(tokens, index), text=_text(value), hidden=hidden)


def _inside(tokens: list[Token], index: int) -> list[Token]:
    """The tokens between the parentheses that open at `index`."""
    while index < len(tokens) and tokens[index].text != "(":
        index += 1
    depth = 0
    for here in range(index, len(tokens)):
        if tokens[here].kind == "sign":
            depth += (tokens[here].text in {"(", "[", "{"}) - (tokens[here].text in {")", "]", "}"})
        if depth == 0:
            return tokens[index + 1 : here]
    return tokens[index + 1 :]


def _literal(tokens: list[Token]) -> str | None:
    """The literal that comes first, else None."""
    return tokens[0].text if tokens and tokens[0].kind in {"string", "template"} else None


def _text(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)[:400]


def _selector(tokens: list[Token], index: int) -> str | None:
    """The selector of the element that a method is called on, where a literal gives it."""
    for here in range(index - 1, max(-1, index - 30), -1):
        if tokens[here].kind == "name" and tokens[here].text in _SELECTORS and tokens[here + 1].text == "(":
            found = _literal(_inside(tokens, here + 1))
            return f"#{found}" if found and tokens[here].text == "getElementById" else found
        if tokens[here].kind == "sign" and tokens[here].text in {";", "=>", "{"}:
            return None
    return None
