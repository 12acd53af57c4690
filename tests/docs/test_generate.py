"""The papers say what is so: generated pages are fresh, named tests and files exist, examples load."""

import re
import runpy
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from agentguard.cli import app
from agentguard.policy import Policy
from agentguard.policy.cases import read_cases, run_case
from agentguard.settings import Settings
from sandboxes.browser.coverage import coverage_of
from sandboxes.browser.isolation import Isolated, Isolation

ROOT = Path(__file__).parents[2]
PAPERS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(path: Path, language: str) -> list[str]:
    """The code blocks of one language in a paper."""
    return [body for name, body in BLOCK.findall(path.read_text("utf-8")) if name == language]


def test_generated_pages_are_fresh() -> None:
    """A change of the catalogue, the settings or the schema is a change of its page."""
    pages = runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"]
    stale = [name for name, page in pages.items() if (ROOT / "docs" / name).read_text("utf-8") != page()]
    assert not stale, "run: python docs/generate.py"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_links_lead_somewhere(paper: Path) -> None:
    """A paper that was moved or renamed leaves no dead link."""
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", paper.read_text("utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (paper.parent / target).exists()] == []


def test_named_tests_exist() -> None:
    """Every proof that the papers cite is there."""
    cited = {
        pair
        for paper in PAPERS
        for pair in re.findall(r"(test_\w+\.py)::(test_\w+)", paper.read_text("utf-8"))
    }
    assert len(cited) > 20
    sources = {path.name: [] for path in (ROOT / "tests").rglob("test_*.py")}
    for path in (ROOT / "tests").rglob("test_*.py"):
        sources[path.name].append(path.read_text("utf-8"))
    missing = [
        pair
        for pair in sorted(cited)
        if not any(f"def {pair[1]}(" in text for text in sources.get(pair[0], []))
    ]
    assert missing == []


def test_named_files_exist() -> None:
    """Every module and folder that the papers name is there."""
    named = {
        name
        for paper in PAPERS
        for name in re.findall(
            r"`((?:agentguard|worldmodel|sandboxes|scenarios|bench|tests|docs)/[\w/.]*)`",
            paper.read_text("utf-8"),
        )
    }
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_policy_examples_load_and_pass(tmp_path: Path) -> None:
    """What a reader copies from docs/policy.md works, rules and tests alike."""
    paper = ROOT / "docs" / "policy.md"
    (tmp_path / "project.cedar").write_text("\n".join(blocks(paper, "cedar")), "utf-8")
    (tmp_path / "tests.yaml").write_text(blocks(paper, "yaml")[0], "utf-8")
    policy = Policy.load(tmp_path)
    results = [run_case(case, policy) for case in read_cases(tmp_path / "tests.yaml", policy)]
    assert results
    assert [result.fault for result in results if result.fault] == []


def test_the_settings_example_loads(tmp_path: Path) -> None:
    """The example of agentguard.toml has no unknown key."""
    example = tmp_path / "agentguard.toml"
    example.write_text(blocks(ROOT / "docs" / "policy.md", "toml")[0], "utf-8")
    assert Settings.load(example) != Settings()


def test_the_coverage_table_is_the_browsers_own() -> None:
    """docs/threat-model.md tells the channels as `coverage_of` does, for each isolation."""
    told = (ROOT / "docs" / "threat-model.md").read_text("utf-8")
    kinds: tuple[Isolation, ...] = ("network", "proxy", "none")
    columns = [coverage_of(Isolated(kind, "", confirmed=True), gate_attached=True).channels for kind in kinds]
    rows = [
        f"| {row[0].name} | {' | '.join(channel.standing for channel in row)} |"
        for row in zip(*columns, strict=True)
    ]
    assert [row for row in rows if row not in told] == []


def test_every_command_is_told() -> None:
    """docs/cli.md has a section for each command of `agentguard --help`."""
    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)
    told = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert [name for name in command.commands if f"## {name}" not in told] == []
