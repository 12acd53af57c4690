"""Runs a user's Playwright script with its browser guarded: `agentguard run SCRIPT`.

Two shapes are understood: a script with `async def main(page)`, which is given a guarded page, and an
ordinary script, in which `async_playwright()` and `expect` are replaced by guarded ones before it starts. The
synchronous API can't be guarded and is refused, so that nothing runs unguarded by mistake.

This guards the browser, not the Python process: a script can do with files and programs what any script can.
"""

import ast
import asyncio
import contextlib
import inspect
import runpy
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from agentguard.errors import ActionStopped, AgentGuardError, ConfigurationError
from agentguard.settings import Settings
from agentguard.verdict import Verdict
from sandboxes.browser.chromium import require_playwright
from sandboxes.browser.isolation import Wish
from sandboxes.browser.scripted import GuardedPlaywright

if TYPE_CHECKING:
    from agentguard.approvals.approver import Approver
    from agentguard.firewall import Firewall

EXIT_CODES = {Verdict.ALLOW: 0, Verdict.ASK: 10, Verdict.REPLAN: 11, Verdict.BLOCK: 12}
"""How the run ends when the script does not handle a refusal; otherwise with the script's own code."""

_WISHES: tuple[Wish, ...] = ("network", "auto", "proxy", "none")


def run_script(
    path: str | Path,
    arguments: Sequence[str] = (),
    *,
    task: str | None = None,
    settings: str | Path | None = None,
    isolation: str = "auto",
    headed: bool = False,
    approver: "Approver | None" = None,
) -> int:
    """Run a Playwright script guarded, and return its exit code.

    Args:
        path: the script.
        arguments: what the script finds in `sys.argv` after its own name.
        task: what the user asked for, in their own words.
        settings: the settings file.
        isolation: `network`, `auto`, `proxy` or `none`.
        headed: show the window.
        approver: who is asked; the person at the terminal when not given. With nobody there, what needs an
            answer is not run.

    Returns:
        The script's code; 10, 11 or 12 when a refusal (ask, replan, block) ended it; 1 when an error did.

    Raises:
        ConfigurationError: no such script, not Python, or settings that can't be used.
    """
    from agentguard.approvals import ConsoleApprover
    from agentguard.firewall import Firewall

    script = Path(path)
    tree = _parsed(script)
    if isolation not in _WISHES:
        raise ConfigurationError(f"isolation {isolation!r} is unknown; it is one of {', '.join(_WISHES)}")
    wish = next(known for known in _WISHES if known == isolation)
    require_playwright()
    loaded = Settings.load(Path(settings) if settings is not None else None)
    firewall = Firewall(task, settings=loaded, approver=approver or ConsoleApprover())
    try:
        with _as_program(script, arguments):
            if _takes_page(tree):
                asyncio.run(_give_page(script, firewall, wish, headed=headed))
            else:
                _run_plain(script, firewall, wish, headed=headed)
    except ActionStopped as stopped:
        verdict = stopped.decision.verdict
        print(f"agentguard: {verdict.value} ({stopped.decision.id}): {stopped}", file=sys.stderr)
        return EXIT_CODES[verdict]
    except SystemExit as end:
        return _code_of(end)
    except AgentGuardError:
        raise
    except Exception as error:  # noqa: BLE001 - a script may raise anything; it is told with its own line
        print(f"agentguard: {_place_of(error, script)}: {_told(error)}", file=sys.stderr)
        return 1
    return 0


def _parsed(script: Path) -> ast.Module:
    try:
        return ast.parse(script.read_text("utf-8"), str(script))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{script}: can't be read: {error}") from error
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise ConfigurationError(
            f"{script}:{line or 1}: not Python: {getattr(error, 'msg', error)}"
        ) from error


def _takes_page(tree: ast.Module) -> bool:
    """Whether the script is of the first shape: a coroutine function `main` with one argument to be given."""
    mains = [node for node in tree.body if isinstance(node, ast.AsyncFunctionDef) and node.name == "main"]
    return any(len(main.args.args) - len(main.args.defaults) == 1 for main in mains)


@contextlib.contextmanager
def _as_program(script: Path, arguments: Sequence[str]) -> Iterator[None]:
    """Give the script its own `sys.argv` and its own folder to import from, as Python would."""
    with (
        _replaced(sys, "argv", [str(script), *arguments]),
        _replaced(sys, "path", [str(script.resolve().parent), *sys.path]),
    ):
        yield


async def _give_page(script: Path, firewall: "Firewall", isolation: Wish, *, headed: bool) -> None:
    from sandboxes.browser.sandbox import BrowserSandbox

    with _guarded_playwright(firewall, isolation, headed=headed):
        names = runpy.run_path(str(script), run_name="agentguard_script")
        async with BrowserSandbox(firewall, isolation=isolation, headed=headed) as sandbox:
            result = names["main"](await sandbox.new_page())
            if inspect.isawaitable(result):
                await result


def _run_plain(script: Path, firewall: "Firewall", isolation: Wish, *, headed: bool) -> None:
    with _guarded_playwright(firewall, isolation, headed=headed):
        runpy.run_path(str(script), run_name="__main__")


@contextlib.contextmanager
def _guarded_playwright(firewall: "Firewall", isolation: Wish, *, headed: bool) -> Iterator[None]:
    """Put the guarded entry points in the place of Playwright's, for as long as the script runs."""
    import playwright.async_api
    import playwright.sync_api

    from sandboxes.browser.assertions import expect

    def guarded() -> GuardedPlaywright:
        return GuardedPlaywright(firewall, isolation=isolation, headed=headed)

    with (
        _replaced(playwright.async_api, "async_playwright", guarded),
        _replaced(playwright.async_api, "expect", expect),
        _replaced(playwright.sync_api, "sync_playwright", _refuse_sync),
    ):
        yield


@contextlib.contextmanager
def _replaced(owner: object, name: str, value: object) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


def _refuse_sync() -> NoReturn:
    raise ConfigurationError(
        "the synchronous Playwright API can't be guarded; use playwright.async_api, or async def main(page)"
    )


def _place_of(error: BaseException, script: Path) -> str:
    """The script's own line that the error came through last."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(script)]
    return f"{script}:{lines[-1]}" if lines else str(script)


def _told(error: BaseException) -> str:
    first = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def _code_of(end: SystemExit) -> int:
    if end.code is None or isinstance(end.code, int):
        return end.code or 0
    print(end.code, file=sys.stderr)
    return 1
