"""What the gate has let go, so that the proxy lets through that and nothing else.

The browser asks the proxy for every connection. A plain request passes only if the gate released this
very method, address and body; a tunnel only to a host for which the gate released a secure request; a
WebSocket only with a release of its own. Whatever leaves the browser past the gate (a speculative fetch,
a worker's socket, the browser's own calls) has no release and ends at the proxy.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from sandboxes.browser.requests import NO_BODY, PORTS, Body

LIFETIME = 60.0
"""Seconds that a release waits for its request."""

_REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS"})
"""A browser may send these again by itself after a lost connection; any other counts once."""


@dataclass(slots=True)
class _Release:
    body: Body
    until: float


class Releases:
    """The record that binds gate and proxy. One event loop, no locks.

    Args:
        allowed: a last word on every host and port, whatever was released; None lets the releases speak.
        clock: seconds, monotonic.
    """

    def __init__(
        self,
        allowed: Callable[[str, int], bool] | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowed = allowed
        self._clock = clock
        self._requests: dict[tuple[str, str], list[_Release]] = {}
        self._sockets: dict[str, list[float]] = {}
        self._secure: set[tuple[str, int]] = set()

    def release(self, method: str, url: str, body: Body = NO_BODY) -> None:
        """Record that the gate lets this request go."""
        host, port, scheme = _place(url)
        if scheme == "https":
            self._secure.add((host, port))
            return
        key = (method, urldefrag(url).url)
        waiting = self._requests.setdefault(key, [])
        waiting.append(_Release(body, self._clock() + LIFETIME))
        if len(self._requests) > 512:
            self._drop_late()

    def release_socket(self, url: str) -> None:
        """Record that the gate lets one WebSocket to `url` open."""
        self._sockets.setdefault(_socket_key(url), []).append(self._clock() + LIFETIME)

    def forget(self) -> None:
        """Take back everything that was released."""
        for released in (self._requests, self._sockets, self._secure):
            released.clear()

    def take_request(self, method: str, url: str, body: Body) -> bool:
        """Whether a plain request was released; one that changes state is thereby used up.

        `body` is what the proxy read; its text is not looked at. Where the gate could not read the body,
        method and address alone are compared.
        """
        host, port, _ = _place(url)
        if not self.permits(host, port):
            return False
        now = self._clock()
        key = (method, urldefrag(url).url)
        waiting = [release for release in self._requests.get(key, ()) if release.until > now]
        match = next((release for release in waiting if _same(release.body, body)), None)
        if match is not None and method not in _REPEATABLE:
            waiting.remove(match)
        if waiting:
            self._requests[key] = waiting
        else:
            self._requests.pop(key, None)
        return match is not None

    def take_socket(self, url: str) -> bool:
        """Whether a WebSocket was released; used up by the question.

        A secure one is compared by host and port, since its path is under TLS.
        """
        host, port, _ = _place(url)
        now = self._clock()
        key = _socket_key(url)
        waiting = [until for until in self._sockets.pop(key, ()) if until > now]
        if len(waiting) > 1:
            self._sockets[key] = waiting[1:]
        return bool(waiting) and self.permits(host, port)

    def may_tunnel(self, host: str, port: int) -> bool:
        """Whether anything was released that a tunnel to this host and port could be for."""
        if not self.permits(host, port):
            return False
        now = self._clock()
        return (host, port) in self._secure or any(
            _place(key)[:2] == (host, port) and any(until > now for until in waiting)
            for key, waiting in self._sockets.items()
        )

    @property
    def tunnels(self) -> bool:
        """Whether any secure request was released."""
        return bool(self._secure)

    def is_secure_host(self, host: str, port: int) -> bool:
        """Whether the gate released a secure request to this host and port."""
        return (host, port) in self._secure and self.permits(host, port)

    def permits(self, host: str, port: int) -> bool:
        """The last word on a host and port."""
        return self._allowed is None or self._allowed(host, port)

    def _drop_late(self) -> None:
        now = self._clock()
        self._requests = {
            key: kept
            for key, waiting in self._requests.items()
            if (kept := [release for release in waiting if release.until > now])
        }


def _same(released: Body, sent: Body) -> bool:
    return (released.sha256 is None and released.state != "none") or released.sha256 == sent.sha256


def _place(url: str) -> tuple[str, int, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").rstrip("."), parts.port or PORTS.get(parts.scheme, 0), parts.scheme


def _socket_key(url: str) -> str:
    host, port, scheme = _place(url)
    return f"wss://{host}:{port}/" if scheme == "wss" else urldefrag(url).url
