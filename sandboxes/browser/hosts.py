"""The hosts a task was given: where reading needs no further word."""

from collections.abc import Iterable


class GrantedHosts:
    """A set of hosts, each written `shop.example`, `shop.example:8443` or `*.shop.example`.

    A name without a port grants every port of that very host; the star grants hosts below, not the host
    itself. Names are compared as the browser writes them: lower case, ASCII.
    """

    def __init__(self, hosts: Iterable[str] = ()) -> None:
        self._exact: set[str] = set()
        self._below: set[str] = set()
        for host in hosts:
            self.grant(host)

    def grant(self, host: str) -> None:
        """Add a host.

        Raises:
            ValueError: it is no host as described above.
        """
        name = host.strip().lower().rstrip(".")
        if not name or any(mark in name for mark in "/@?# \\") or "*" in name.removeprefix("*."):
            raise ValueError(f"not a host: {host!r}; write shop.example, shop.example:8443 or *.shop.example")
        if name.startswith("*."):
            self._below.add(name[1:])
        else:
            self._exact.add(name)

    def cover(self, host: str, port: int) -> bool:
        """Whether this host and port were granted."""
        if not host:
            return False
        return (
            host in self._exact
            or f"{host}:{port}" in self._exact
            or any(host.endswith(suffix) for suffix in self._below)
        )
