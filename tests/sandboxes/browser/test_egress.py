"""Every way out of a page, tried in a real Chromium against a server that counts what reached it."""

from urllib.parse import urlsplit

import pytest
from playwright.async_api import async_playwright
from rich.console import Console
from rich.table import Table

from agentguard.verdict import Verdict
from sandboxes.browser.coverage import Coverage
from sandboxes.browser.egress.__main__ import tried_by
from sandboxes.browser.egress.loopback import Loopback
from sandboxes.browser.egress.trial import PATIENCE, run_trial
from sandboxes.browser.egress.vector import Vector
from sandboxes.browser.egress.vectors import PARTS, SOCKETS, VECTORS, WORKERS
from sandboxes.browser.isolation import Wish
from sandboxes.browser.launch import WiredBrowser
from worldmodel.action import Action
from worldmodel.snapshot import Snapshot

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOT_HTTP = tuple(vector for vector in (*PARTS, *WORKERS, *SOCKETS) if vector.taps or "socket" in vector.name)
SPECULATIVE = tuple(vector for vector in PARTS if vector.name.startswith("speculation"))
LET_GO = {
    "fetch-post",
    "beacon-pagehide-close",
    "keepalive-leave",
    "fetch-later-close",
    "form-post-blank",
    "redirect-307-far",
    "fetch-preflight-delete",
    "shared-worker-fetch",
    "image",
    "socket",
}


async def trial(
    isolation: Wish, vectors: tuple[Vector, ...], let_go: frozenset[str] = frozenset()
) -> tuple[dict[str, int], Loopback, WiredBrowser, Coverage]:
    """Try ways out with a gate that refuses them all, apart from those to let go."""

    async def decide(action: Action, snapshot: Snapshot, cause: object) -> Verdict:
        path = urlsplit(str(action.argument("url"))).path
        out = path.startswith(("/out/", "/socket/")) and path.rpartition("/")[2] not in let_go
        return Verdict.BLOCK if out else Verdict.ALLOW

    async with Loopback() as loopback, async_playwright() as playwright:
        wired = await WiredBrowser.launch(playwright, decide, isolation=isolation)
        async with wired:
            coverage = wired.coverage()
            tried = tried_by(wired)
            counts = await run_trial(
                wired.new_context,
                loopback,
                vectors,
                # What may go is waited for until it has arrived, the rest until it was tried.
                seen=lambda name: bool(loopback.reached(name)) if name in let_go else tried(name),
                patience=10 if let_go else PATIENCE,
            )
        return counts, loopback, wired, coverage


def undecided(loopback: Loopback, wired: WiredBrowser) -> list[str]:
    """What reached the server although no release of the gate tells of it."""
    released = {
        (request.method, urlsplit(request.url).path) for request in wired.gate.seen if request.released
    }
    return [
        f"{arrival.method} {arrival.path}"
        for arrival in loopback.arrivals
        if (arrival.method, arrival.path) not in released
    ]


@pytest.mark.sandbox
async def test_nothing_leaves_undecided_in_a_namespace() -> None:
    """Faults 14 and 15: of all ways out, none reaches the server unless the gate let it go."""
    counts, loopback, wired, coverage = await trial("network", VECTORS)
    table = Table("way out", "channel", "tried", "reached")
    tried = {vector.name for vector in VECTORS if tried_by(wired)(vector.name)}
    for vector in VECTORS:
        table.add_row(
            vector.name, vector.channel, "seen" if vector.name in tried else "", str(counts[vector.name])
        )
    Console().print(table)
    assert coverage.isolation == "network"
    assert {name: count for name, count in counts.items() if count} == {}
    assert undecided(loopback, wired) == []
    assert len(tried) >= 70  # the trial is not empty: most ways out were seen being tried


@pytest.mark.sandbox
async def test_what_was_let_go_arrives_and_the_rest_does_not() -> None:
    """A gate that stops everything proves little: what is decided to go does go, in the same run."""
    some = tuple(vector for vector in VECTORS if vector.name in LET_GO or vector.name.startswith("redirect"))
    counts, loopback, wired, _ = await trial("network", some, frozenset(LET_GO))
    # A server without CORS refuses the preflight, so the DELETE itself is never sent.
    assert {arrival.method for arrival in loopback.reached("fetch-preflight-delete")} == {"OPTIONS"}
    assert {name for name, count in counts.items() if count} == LET_GO
    assert undecided(loopback, wired) == []


async def test_the_proxy_alone_ends_what_is_not_http() -> None:
    """Without a namespace the proxy still ends workers' sockets, speculation, WebRTC and WebTransport."""
    counts, loopback, wired, coverage = await trial("proxy", (*NOT_HTTP, *SPECULATIVE))
    assert coverage.isolation == "proxy"
    assert {name: count for name, count in counts.items() if count} == {}
    assert undecided(loopback, wired) == []


async def test_without_isolation_only_channels_told_as_open_leak() -> None:
    """Fault 15: what may leave unseen is told as open, never left out."""
    vectors = (*NOT_HTTP, *SPECULATIVE)
    counts, _, _, coverage = await trial("none", vectors)
    leaking = {vector.channel for vector in vectors if counts[vector.name]}
    assert leaking <= set(coverage.unobserved)
    assert "sockets of workers" in leaking  # the trial is not empty
