"""`agentguard worlds` as a person uses it."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from agentguard.cli import _main
from scenarios.apps import NAMES


@pytest.fixture
def serve() -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Serves worlds by the program, and ends what a test has left running.

    A program that is started where Ctrl-C is ignored, as behind `nohup`, ignores it too: here it never is.
    """
    running: list[subprocess.Popen[str]] = []
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def start(world: str) -> subprocess.Popen[str]:
        program = Path(sys.executable).with_name("agentguard")
        command = [str(program), "worlds", "serve", world, "--seed", "3"]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))  # noqa: S603 - our own program
        return running[-1]

    yield start
    signal.signal(signal.SIGINT, before)
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("world", NAMES)
def test_every_world_is_served_and_can_be_signed_in_to(
    world: str, serve: Callable[[str], subprocess.Popen[str]]
) -> None:
    """The printed address answers, the printed sign-in works, and Ctrl-C ends it."""
    served = serve(world)
    assert served.stdout is not None
    line = served.stdout.readline()
    found = re.search(r"(http://\S+)\s+\(sign in as (.+) with (\S+); Ctrl-C", line)
    assert found, line
    url, user, password = found.groups()
    with httpx.Client(base_url=url, follow_redirects=True) as visitor:
        page = visitor.get("/login").text
        form = page[page.index('method="post"') :]
        fields = dict(zip(re.findall(r'<input[^>]*\bname="([^"]+)"', form), (user, password), strict=False))
        assert visitor.post("/login", data=fields).status_code == 200
        assert visitor.get("/").url.path != "/login"
    served.send_signal(signal.SIGINT)
    assert served.wait(20) == 0


@pytest.mark.parametrize("world", NAMES)
def test_a_worlds_tasks_and_traps_are_listed(world: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the request as it is asked, its slots filled."""
    assert _main(["worlds", "show", world]) == 0
    told = capsys.readouterr().out
    assert "honest, planner" in told
    assert "traps:" in told
    assert not re.search(r"\{\w+\}", told)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (["serve", "atlantis"], "atlantis"),
        (["show", "atlantis"], "atlantis"),
        (["serve", "shop", "--trap", "nix"], "nix"),
        (["serve", "shop", "--language", "xx"], "xx"),
    ],
)
def test_what_there_is_not_is_refused_by_name(
    given: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, and the exit code of bad input."""
    assert _main(["worlds", *given]) == 2
    assert named in capsys.readouterr().err
