"""The house's own rules: directions of the packages, shape of the tests."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))

SPANNING = {
    "test_imports.py": "what the packages load",
    "test_contracts.py": "the house's own rules",
    "test_faults.py": "the table of known faults",
    "test_readme.py": "the README's own examples",
    "agentguard/test_canary.py": "a secret through every artefact",
    "agentguard/test_leaks.py": "a secret through a whole guarded call",
    "agentguard/cli/test_main.py": "the command line as a whole (its package)",
    "agentguard/ledger/test_kill.py": "killing a writer at any moment",
    "agentguard/policy/test_default.py": "the shipped rules, default.cedar",
    "agentguard/policy/test_fuzz.py": "one-letter typos in policy files",
    "bench/test_bench.py": "the bench as a whole",
    "scenarios/test_corpus.py": "the product on the cases in corpus/",
    "scenarios/apps/test_deeds.py": "every task of every world by hand",
    "examples/test_examples.py": "the programs in examples/",
    "sandboxes/browser/test_page.py": "a guarded page as a whole",
    "worldmodel/structural/test_structural_model.py": "the structural model as a whole (its package)",
    "agentguard/task/test_situations.py": "whole situations, request to authority",
    "worldmodel/structural/test_situations_of_tools.py": "calls in whole situations",
    "worldmodel/structural/test_page_labels.py": "pages by their labels",
    "worldmodel/structural/test_page_settings.py": "pages with settings",
    "worldmodel/structural/test_page_structure.py": "pages by structure alone",
}
"""Test files that mirror no one source file, and what they are about instead."""

WAITS = {
    "sandboxes/browser/conftest.py": "polls until the server is up",
    "sandboxes/browser/test_page.py": "a slow world model",
    "sandboxes/browser/test_wire.py": "polls until the server has answered",
    "agentguard/ledger/test_kill.py": "kills the writer at a random moment",
    "agentguard/test_firewall.py": "a slow world model (fault 10)",
    "agentguard/test_foresee.py": "yields to another task once",
    "agentguard/test_portal.py": "yields to another task once",
    "agentguard/adapters/test_decorator.py": "a slow world model (fault 10)",
}
"""Test files that sleep, and why that asserts nothing about time."""

_TIMED = re.compile(
    r"assert .*\b(elapsed|duration|seconds|perf_counter|monotonic)\b.*[<>]|pytest\.mark\.timeout"
)


def test_the_packages_keep_their_directions() -> None:
    """Right may import left, never back; the core knows no browser and no learned model."""
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program is not None
    ran = subprocess.run([program, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603 - found beside our own interpreter
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Contracts: 4 kept, 0 broken" in ran.stdout


def _mirrors(test: Path) -> bool:
    """Whether a test lies where its source file, or a package of that name, lies."""
    inside = test.relative_to(ROOT / "tests")
    named = ROOT / inside.parent / inside.name.removeprefix("test_")
    return named.is_file() or (named.with_suffix("") / "__init__.py").is_file()


def test_every_test_file_mirrors_a_source_file_or_says_what_it_spans() -> None:
    """And the list holds no file that is gone, or that has found its source."""
    alone = {test.relative_to(ROOT / "tests").as_posix() for test in TESTS if not _mirrors(test)}
    assert alone == set(SPANNING)


def _tests(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node


def _skips(text: str) -> set[str]:
    attributes = {node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)}
    return attributes & {"skip", "skipif", "xfail", "importorskip", "skipTest"}


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.relative_to(ROOT / "tests").as_posix())
def test_every_test_says_the_behaviour(path: Path) -> None:
    """In a docstring that ends as a sentence does; none is skipped, none asserts a time."""
    text = path.read_text("utf-8")
    for test in _tests(path):
        told = ast.get_docstring(test) or ""
        assert told.rstrip().endswith((".", "?", "!")), f"{test.name} says nothing"
    if path != Path(__file__):
        assert not _skips(text)
        assert not _TIMED.search(text)


def test_tests_that_wait_are_known() -> None:
    """No test sleeps for luck: each that waits is listed with its reason, and the list holds no other."""
    files = sorted((ROOT / "tests").rglob("*.py"))
    waits = {
        path.relative_to(ROOT / "tests").as_posix()
        for path in files
        if path != Path(__file__) and re.search(r"\bsleep\(", path.read_text("utf-8"))
    }
    assert waits == set(WAITS)
