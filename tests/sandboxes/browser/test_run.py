"""A user's own script runs with its browser guarded, in both shapes that scripts have."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typing_extensions import override

from agentguard.errors import ConfigurationError
from sandboxes.browser.run import run_script

pytestmark = pytest.mark.browser

PAGE = (
    b"<title>Shop</title><form method=post action=/order><p>Total $5</p><button>Place order</button></form>"
)

GIVEN = """
import sys

async def main(page):
    await page.goto(sys.argv[1])
    assert await page.title() == "Shop"
    await page.get_by_role("button").click()
"""

ORDINARY = """
import asyncio, sys
from playwright.async_api import async_playwright, expect

async def work():
    async with async_playwright() as p:
        browser = await p.chromium.launch(headless=True)
        context = await browser.new_context(viewport={"width": 800, "height": 600})
        page = await context.new_page()
        await page.goto(sys.argv[1])
        await expect(page).to_have_title("Shop")
        try:
            await page.get_by_role("button").click()
        except Exception as error:
            print("stopped by", type(error).__name__)
            sys.exit(7)
        await browser.close()

if __name__ == "__main__":
    asyncio.run(work())
"""


class _Handler(BaseHTTPRequestHandler):
    posts = 0

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def do_POST(self) -> None:
        type(self).posts += 1
        self.do_GET()

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site in a thread of its own, and a working folder for the ledger."""
    monkeypatch.chdir(tmp_path)
    _Handler.posts = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def script(folder: Path, text: str) -> Path:
    """Write a script."""
    path = folder / "script.py"
    path.write_text(text)
    return path


def test_a_main_with_a_page_is_given_a_guarded_one(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The refusal ends the script with the code of its verdict and one clear line."""
    code = run_script(script(tmp_path, GIVEN), [address], task="Tell me the total", isolation="none")
    assert code in (11, 12)
    assert _Handler.posts == 0
    assert capsys.readouterr().err.startswith("agentguard: ")


def test_an_ordinary_script_runs_guarded_without_a_change(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its own launch and expect are guarded; it can handle the refusal itself."""
    code = run_script(script(tmp_path, ORDINARY), [address], task="Tell me the total", isolation="none")
    assert code == 7
    assert _Handler.posts == 0
    assert "stopped by" in capsys.readouterr().out


def test_an_error_of_the_script_is_one_line_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever a script raises ends in one line that names the script's own line, and in code 1."""
    monkeypatch.chdir(tmp_path)
    path = script(tmp_path, "def fail():\n    return {}['nothing']\n\nfail()\n")
    assert run_script(path, isolation="none") == 1
    assert capsys.readouterr().err == f"agentguard: {path}:2: KeyError: 'nothing'\n"


@pytest.mark.parametrize(
    ("text", "isolation", "what"),
    [
        (None, "none", "can't be read"),
        ("def (:", "none", "not Python"),
        ("pass", "strong", "isolation 'strong' is unknown"),
        ("from playwright.sync_api import sync_playwright\nsync_playwright()", "none", "synchronous"),
    ],
)
def test_what_can_not_be_run_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, isolation: str, what: str
) -> None:
    """A missing or broken script, and the API that can't be guarded, end in one clear line."""
    monkeypatch.chdir(tmp_path)
    path = script(tmp_path, text) if text is not None else tmp_path / "none.py"
    with pytest.raises(ConfigurationError, match=what):
        run_script(path, task=None, isolation=isolation)
