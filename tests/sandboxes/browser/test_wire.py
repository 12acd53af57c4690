"""The wire gate in a real Chromium: what is held, who is asked, and how it ends."""

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Error, Page, async_playwright

from agentguard.firewall import Firewall
from agentguard.settings import LedgerSettings, Settings
from agentguard.verdict import Verdict
from sandboxes.browser.egress.loopback import Loopback
from sandboxes.browser.launch import WiredBrowser
from sandboxes.browser.wire import deciding_by
from worldmodel.action import Action
from worldmodel.snapshot import Snapshot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

POST = "([url, body]) => fetch(url, {method: 'POST', body}).then(r => r.status).catch(() => 'refused')"


@dataclass
class Judge:
    """Decides by a rule that each test sets, and keeps what it was asked."""

    rule: Callable[[Action], Awaitable[Any] | Any] = lambda action: Verdict.ALLOW
    asked: list[tuple[Action, Snapshot, Any]] = field(default_factory=list)

    async def __call__(self, action: Action, snapshot: Snapshot, cause: Any) -> Any:
        """Decide by the rule of the test."""
        self.asked.append((action, snapshot, cause))
        answer = self.rule(action)
        return await answer if asyncio.iscoroutine(answer) else answer

    def about(self, part: str) -> list[tuple[Action, Snapshot, Any]]:
        """Return what was asked about addresses whose path has this part."""
        return [entry for entry in self.asked if part in urlsplit(str(entry[0].argument("url"))).path]


@dataclass
class Bench:
    """One browser with its gate, one server, one judge."""

    wired: WiredBrowser
    judge: Judge
    loopback: Loopback
    secure: Loopback
    playwright: Any
    given: dict[str, tuple[str, str]]

    async def page(self) -> Page:
        """Open a page in a fresh context."""
        context = await self.wired.new_context()
        page = await context.new_page()
        await page.goto(self.loopback.first + "/page")
        return page


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared() -> AsyncIterator[Bench]:
    """One browser for all tests of this file."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(Path(__file__).with_name("localhost.pem"))
    tls.set_alpn_protocols(["http/1.1"])
    judge, given = Judge(), dict[str, tuple[str, str]]()
    async with Loopback() as loopback, Loopback(tls=tls) as secure, async_playwright() as playwright:
        wired = await WiredBrowser.launch(
            playwright,
            judge,
            hosts=["127.0.0.1"],
            credentials=lambda origin, realm: given.get(realm),
            arguments=["--ignore-certificate-errors"],
        )
        async with wired:
            yield Bench(wired, judge, loopback, secure, playwright, given)


@pytest.fixture
def bench(shared: Bench) -> Bench:
    """Return the shared browser with a judge that allows everything and was asked nothing yet."""
    shared.judge.rule = lambda action: Verdict.ALLOW
    shared.judge.asked.clear()
    shared.given.clear()
    return shared


async def test_a_request_belongs_to_the_act_that_began_it(bench: Bench) -> None:
    """What begins during an act carries its permit through every redirect; what begins after does not."""
    page = await bench.page()
    permit: Any = "the permit"
    async with bench.wired.gate.acting(permit) as act:
        await page.evaluate(POST, ["/hop?code=307&to=/out/second-hop", "x=1"])
        assert await act.settled(5)
    await page.evaluate(POST, ["/out/afterwards", "x=1"])
    [(hop, snapshot, cause)] = bench.judge.about("/out/second-hop")
    assert cause == permit
    assert hop.name == "POST"
    assert hop.argument("body") == "x=1"
    assert "/hop" in hop.argument("redirected_from")
    assert snapshot.url == bench.loopback.first + "/page"
    # a page asks for its icon whenever it likes, so only what was posted is looked at
    assert [(seen.method, seen.status) for seen in act.requests if seen.method == "POST"] == [
        ("POST", 307),
        ("POST", 200),
    ]
    assert bench.judge.about("/out/afterwards")[0][2] is None


async def test_two_acts_at_once_claim_only_their_own_frames(bench: Bench) -> None:
    """Where it can't be told which act caused a request, none did: it is decided on its own."""
    page = await bench.page()
    one: Any = "one"
    other: Any = "other"
    async with bench.wired.gate.acting(one), bench.wired.gate.acting(other):
        await page.evaluate(POST, ["/out/whose", "x"])
    assert bench.judge.about("/out/whose")[0][2] is None


async def test_a_request_waits_for_its_answer(bench: Bench) -> None:
    """While somebody is being asked nothing leaves; once allowed, it does."""
    page = await bench.page()
    answer = asyncio.Event()

    async def ask(action: Action) -> Verdict:
        await answer.wait()
        return Verdict.ALLOW

    bench.judge.rule = lambda action: ask(action) if "/out/held" in action.arguments_json else Verdict.ALLOW
    sending = asyncio.ensure_future(page.evaluate(POST, ["/out/held", "x"]))
    while not bench.judge.about("/out/held"):
        await asyncio.sleep(0.01)
    assert bench.loopback.reached("held") == []
    answer.set()
    assert await sending == 200
    assert len(bench.loopback.reached("held")) == 1


@pytest.mark.parametrize("verdict", [Verdict.ASK, Verdict.REPLAN, Verdict.BLOCK, "nonsense", None, 1 / 3])
async def test_only_allow_lets_go(bench: Bench, verdict: object) -> None:
    """Every other answer than allow, also one that is no verdict, fails the request."""
    page = await bench.page()
    name = f"answer-{verdict}".replace(".", "")
    bench.judge.rule = lambda action: verdict if name in action.arguments_json else Verdict.ALLOW
    assert await page.evaluate(POST, [f"/out/{name}", "x"]) == "refused"
    assert bench.loopback.reached(name) == []


async def test_a_decision_that_breaks_lets_nothing_go(bench: Bench) -> None:
    """A firewall that raises is a refusal, and the record says what broke."""
    page = await bench.page()

    def broken(action: Action) -> Verdict:
        if "/out/broken" in action.arguments_json:
            raise RuntimeError("no model")
        return Verdict.ALLOW

    bench.judge.rule = broken
    assert await page.evaluate(POST, ["/out/broken", "x"]) == "refused"
    assert bench.loopback.reached("broken") == []
    [seen] = [seen for seen in bench.wired.gate.seen if "/out/broken" in seen.url]
    assert (seen.by, seen.error) == ("error", "RuntimeError: no model")


async def test_closing_fails_what_is_held_first(bench: Bench) -> None:
    """At the end nothing that was still held slips out, beacons included."""

    async def never(action: Action, snapshot: Snapshot, cause: object) -> Verdict:
        if "/out/" in action.arguments_json:
            await asyncio.Event().wait()
        return Verdict.ALLOW

    async with await WiredBrowser.launch(bench.playwright, never) as wired:
        page = await (await wired.new_context()).new_page()
        await page.goto(bench.loopback.first + "/page")
        await page.evaluate(
            "addEventListener('pagehide', () => navigator.sendBeacon('/out/at-close', 'late'));"
            "fetch('/out/at-close', {method: 'POST', keepalive: true, body: 'held'}); 0"
        )
        while not any("/out/at-close" in seen.url for seen in wired.gate.seen):
            await asyncio.sleep(0.01)
    assert bench.loopback.reached("at-close") == []
    assert all(not seen.released for seen in wired.gate.seen if "/out/at-close" in seen.url)


async def test_an_undecided_request_fails_in_the_end(bench: Bench) -> None:
    """A decision that never comes is a refusal."""

    async def never(action: Action, snapshot: Snapshot, cause: object) -> Verdict:
        if "/out/" in action.arguments_json:
            await asyncio.Event().wait()
        return Verdict.ALLOW

    async with await WiredBrowser.launch(bench.playwright, never, hold_limit=0.3) as wired:
        page = await (await wired.new_context()).new_page()
        await page.goto(bench.loopback.first + "/page")
        assert await page.evaluate(POST, ["/out/forgotten", "x"]) == "refused"
    assert bench.loopback.reached("forgotten") == []
    assert [seen.by for seen in wired.gate.seen if "forgotten" in seen.url] == ["timeout"]


async def test_bodies_are_told_as_far_as_they_could_be_read(bench: Bench, tmp_path: Path) -> None:
    """A body that the gate can't read is unresolved, never none."""
    page = await bench.page()
    file = tmp_path / "notes.txt"
    file.write_text("secret plans")
    await page.evaluate(
        """async () => {
            await fetch('/out/body-text', {method: 'POST', body: 'grün'});
            await fetch('/out/body-none', {method: 'POST'});
            await fetch('/out/body-bytes', {method: 'POST', body: new Uint8Array([0, 255])});
            await fetch('/out/body-long', {method: 'POST', body: 'x'.repeat(100000)});
            await fetch('/out/body-stream', {method: 'POST', duplex: 'half', body: new ReadableStream({
                start(c) { c.enqueue(new Uint8Array([65])); c.close() }})}).catch(() => 0);
            document.body.innerHTML = '<input type=file id=f>';
        }"""
    )
    await page.locator("#f").set_input_files(file)
    await page.evaluate("fetch('/out/body-file', {method: 'POST', body: f.files[0]}).then(r => r.status)")
    states = {
        name: bench.judge.about(f"body-{name}")[0][0].argument("body_state")
        for name in ("text", "none", "bytes", "long", "stream", "file")
    }
    assert states["text"] == "whole"
    assert states["none"] == "none"
    assert states["bytes"] == "binary"
    assert states["long"] == "cut"
    assert states["stream"] == "unresolved"
    assert states["file"] in {"whole", "unresolved"}
    assert bench.judge.about("body-text")[0][0].argument("body") == "grün"
    [arrived] = bench.loopback.reached("body-file")
    assert arrived.body == b"secret plans"


async def test_header_values_that_may_be_secret_are_not_told(bench: Bench) -> None:
    """Fault 27: of an authorisation header the decision learns that it is there, not what it says."""
    page = await bench.page()
    await page.evaluate(
        "fetch('/out/headers', {headers: {Authorization: 'Bearer canary-7f3', 'X-Api-Key': 'canary-7f3'}})"
    )
    [(action, _, _)] = bench.judge.about("/out/headers")
    assert "canary-7f3" not in action.arguments_json
    assert action.argument("headers")["authorization"] == "[redacted]"


async def test_parts_of_a_granted_host_are_not_asked_about_unless_they_act(bench: Bench) -> None:
    """A picture of a granted host passes; a path that acts, or data in the address, is asked about."""
    page = await bench.page()
    stolen = base64.urlsafe_b64encode(bytes(range(200))).decode()
    await page.evaluate(
        """async addresses => {
            for (const src of addresses)
                await new Promise(r => { const i = new Image(); i.onload = i.onerror = r; i.src = src });
        }""",
        [
            "/out/plain.png",
            "/account/delete?id=3",
            f"/out/p.gif?d={stolen}",
            f"{bench.loopback.second}/out/elsewhere.png",
        ],
    )
    assert bench.judge.about("plain.png") == []
    assert len(bench.judge.about("/account/delete")) == 1
    assert len(bench.judge.about("p.gif")) == 1
    assert len(bench.judge.about("elsewhere.png")) == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://example.com.evil.test/",
        "http://example.com@evil.test/",
        "http://ехample.com/",
        "file:///etc/hostname",
    ],
)
async def test_every_navigation_is_decided(bench: Bench, address: str) -> None:
    """Fault 14: look-alike hosts, user information and files are asked about like any other address."""
    page = await bench.page()
    bench.judge.rule = lambda action: Verdict.BLOCK
    with pytest.raises(Error, match="ERR_ABORTED"):
        await page.goto(address)
    assert len(bench.judge.asked) >= 1
    assert await page.inner_text("#p") == "page"  # the page that was open stays


async def test_pages_that_need_no_network_still_open(bench: Bench) -> None:
    """Fault 14: a gate that refuses everything does not break about:blank, data: and blob: pages."""
    page = await bench.page()
    bench.judge.rule = lambda action: Verdict.BLOCK
    await page.goto("about:blank")
    await page.goto("data:text/html,<p id=d>data</p>")
    assert await page.inner_text("#d") == "data"


async def test_authentication_is_cancelled_unless_granted(bench: Bench) -> None:
    """A challenge gets only what the task granted; otherwise the page sees the 401."""
    page = await bench.page()
    status = "url => fetch(url, {method: 'POST', body: 'x'}).then(r => r.status)"
    before = len(bench.loopback.arrivals)
    assert await page.evaluate(status, "/private") == 401
    sent = [arrival for arrival in bench.loopback.arrivals[before:] if arrival.path == "/private"]
    assert len(sent) == 1
    bench.given["vault"] = ("ada", "pass")
    before = len(bench.loopback.arrivals)
    assert await page.evaluate(status, "/private?granted") == 200
    assert [arrival.path for arrival in bench.loopback.arrivals[before:]].count("/private") == 2


async def test_socket_messages_are_decided_in_order(bench: Bench) -> None:
    """Messages that are allowed arrive in order; the first refused one ends the socket."""
    page = await bench.page()
    bench.judge.rule = lambda action: (
        Verdict.BLOCK if "drop" in str(action.argument("body")) else Verdict.ALLOW
    )
    closed = await page.evaluate(
        """() => new Promise(done => {
            const s = new WebSocket(location.origin.replace('http', 'ws') + '/socket/order');
            s.onopen = () => { for (const m of ['a', 'b', 'c']) s.send(m) };
            s.onmessage = e => { if (e.data == 'c') s.send('drop table') };
            s.onclose = e => done(e.code);
        })"""
    )
    assert closed == 1008
    sent = [arrival.body for arrival in bench.loopback.reached("order") if arrival.kind == "message"]
    assert sent == [b"a", b"b", b"c"]


async def test_a_secure_socket_of_a_worker_ends_at_the_proxy(bench: Bench) -> None:
    """To a granted host under TLS the page's decided socket opens, and a worker's undecided one does not."""
    page = await bench.page()
    await page.goto(bench.secure.second + "/page")
    open_one = """kind => new Promise(done => {
        const code = u => `const s = new WebSocket('${u}'); s.onopen = () => OK(1); s.onerror = () => OK(0)`;
        const url = location.origin.replace('https', 'wss') + '/socket/' + kind;
        if (kind == 'page') { eval(code(url).replaceAll('OK', 'done')); return }
        const w = new Worker(URL.createObjectURL(new Blob([code(url).replaceAll('OK', 'postMessage')])));
        w.onmessage = e => done(e.data);
    })"""
    assert await page.evaluate(open_one, "page") == 1
    assert await page.evaluate(open_one, "worker") == 0
    assert bench.secure.reached("worker") == []
    assert len(bench.secure.reached("page")) == 1
    refused = {one.why for one in bench.wired.proxy.log if one.kind == "socket" and not one.passed}
    assert refused == {"no WebSocket was released"}


async def test_an_option_that_opens_a_way_is_refused(bench: Bench) -> None:
    """A context with a proxy of its own, or with service workers, would go past the gate."""
    for option in ({"proxy": {"server": "http://127.0.0.1:9"}}, {"service_workers": "allow"}):
        with pytest.raises(Exception, match="past the wire gate"):
            await bench.wired.new_context(**option)


async def test_the_firewall_itself_decides_at_the_wire(bench: Bench, tmp_path: Path) -> None:
    """A query, a search and a beacon by POST are no harm and go; an order that nobody asked for does not."""
    firewall = Firewall(
        "Read the page about shipping",
        settings=Settings(ledger=LedgerSettings(path=str(tmp_path / "ledger.db"))),
    )
    send = "([url, type, body]) => fetch(url, {method: 'POST', body, headers: {'content-type': type}})"
    send += ".then(r => r.status).catch(() => 'refused')"
    json_type, form_type = "application/json", "application/x-www-form-urlencoded"
    sent = (
        ("/out/graphql", json_type, '{"query": "query { orders { id } }"}', 200),
        ("/out/search", form_type, "q=shipping", 200),
        ("/out/graphql", json_type, '{"query": "mutation { deleteAccount { ok } }"}', "refused"),
        ("/out/orders", json_type, '{"total": 40, "card": "saved"}', "refused"),
    )
    async with await WiredBrowser.launch(
        bench.playwright, deciding_by(firewall), hosts=["127.0.0.1"]
    ) as wired:
        page = await (await wired.new_context()).new_page()
        await page.goto(bench.loopback.first + "/page")
        for url, kind, body, status in sent:
            assert await page.evaluate(send, [url, kind, body]) == status, body
    assert len(bench.loopback.reached("graphql")) == 1
    assert bench.loopback.reached("orders") == []
