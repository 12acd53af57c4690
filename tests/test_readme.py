"""The README's Python runs as a user would run it, and prints what the README says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_examples import CodeExample, find_examples

ROOT = Path(__file__).parent.parent
EXAMPLES = [example for example in find_examples(ROOT / "README.md") if example.prefix == "python"]


def said(example: CodeExample) -> list[str]:
    """The lines that the example claims to print, behind `#> `."""
    marked = (line.strip() for line in example.source.splitlines())
    return [line.removeprefix("#> ") for line in marked if line.startswith("#> ")]


@pytest.mark.browser
@pytest.mark.slow
def test_the_examples_run_and_print_what_they_say(tmp_path: Path) -> None:
    """One after the other in one empty folder, each in a process of its own: the last reads the ledger."""
    assert len(EXAMPLES) >= 3
    for example in EXAMPLES:
        done = subprocess.run(  # noqa: S603 - our own README
            [sys.executable, "-W", "error", "-c", example.source],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines() == said(example)


def test_every_example_shows_what_it_prints() -> None:
    """A reader sees the outcome without running anything."""
    assert all(said(example) for example in EXAMPLES)
