"""Importing the packages is light, and stays so."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "torch transformers numpy scipy sklearn pandas networkx playwright langchain langgraph langchain_core"
    " opentelemetry sqlalchemy structlog rich pygments typer starlette uvicorn jinja2 httpx mcp openai"
    " sqlite3"
).split()
"""Libraries that no import of the core may load."""

LOADED = {
    "annotated_types",
    "cedarpy",
    "pydantic",
    "pydantic_core",
    "typing_extensions",
    "typing_inspection",
    "yaml",
}
"""All that `from agentguard import Firewall, guard` loads besides ourselves."""

OURS = {"agentguard", "worldmodel"}


def loaded_by(code: str) -> set[str]:
    """The top-level packages that a fresh interpreter has after `code`, besides its own."""
    before = "import sys, json; had = set(sys.modules)\n"
    after = "\nprint(json.dumps(sorted({name.partition('.')[0] for name in set(sys.modules) - had})))"
    output = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", before + code + after], check=True, capture_output=True, text=True
    ).stdout
    found = set(json.loads(output)) - set(sys.stdlib_module_names)
    return {name for name in found if not name.startswith("_")} - {"cython_runtime"}


def heavy_in(code: str) -> set[str]:
    """Which heavy libraries `code` loads, standard ones too."""
    names = json.dumps(HEAVY)
    output = subprocess.run(  # noqa: S603 - our own interpreter
        [
            sys.executable,
            "-c",
            f"import sys, json\n{code}\nprint(json.dumps([n for n in {names} if n in sys.modules]))",
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return set(json.loads(output))


@pytest.mark.parametrize(
    "code",
    [
        "import agentguard",
        "import agentguard; dir(agentguard)",
        "from agentguard import Firewall, guard",
        "from agentguard import Decision, Grant, Ledger, Policy, Settings, Task, Verdict",
        "import worldmodel, worldmodel.structural, worldmodel.secrets",
        "import agentguard.testing",
        "import sandboxes.browser",
        "import scenarios",
    ],
)
def test_no_heavy_library_is_loaded(code: str) -> None:
    """Heavy parts load at first use, not at import."""
    assert heavy_in(code) == set()


def test_importing_the_package_loads_nothing_else_at_all() -> None:
    """`import agentguard` is free: public names load from their homes when they are used."""
    assert loaded_by("import agentguard") == {"agentguard"}


def test_what_the_firewall_loads_is_a_short_stated_list() -> None:
    """A new dependency at import has to be stated here."""
    assert loaded_by("from agentguard import Firewall, guard") == LOADED | OURS


OPTIONAL = ("opentelemetry", "playwright", "starlette", "uvicorn", "jinja2", "httpx", "multipart")

_WITHOUT = """
import sys
sys.modules.update(dict.fromkeys({names!r}))
from agentguard import Action, ActionStopped, Snapshot, Surface
from agentguard.testing import allowing, temporary_firewall, tool_call
with temporary_firewall("Send the report to bob@example.com", approver=allowing()) as firewall:
    mail = tool_call("send_email", to="bob@example.com", subject="report", body="x")
    assert firewall.run(mail, lambda _: "sent", snapshot=Snapshot(surface="tool")) == "sent"
    assert firewall.ledger.verify().ok
from agentguard.cli import _main
sys.exit(_main(["policy", "test"]))
"""


def test_fault_29_without_every_optional_part_the_core_works() -> None:
    """Fault 29: an extra that is not installed takes nothing else with it."""
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _WITHOUT.format(names=OPTIONAL)], check=False, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize(
    ("missing", "command", "extra"),
    [
        ("playwright", "run script.py", "browser"),
        ("starlette", "demo", "browser,worlds"),
        ("uvicorn", "demo", "browser,worlds"),
    ],
)
def test_a_missing_extra_is_one_line_with_the_command_that_installs_it(
    tmp_path: Path, missing: str, command: str, extra: str
) -> None:
    """No traceback, and nothing to look up."""
    (tmp_path / "script.py").write_text("async def main(page): ...", "utf-8")
    code = f"import sys; sys.modules[{missing!r}] = None; from agentguard.cli import main; main()"
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, *command.split()],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    assert f"pip install 'agentguard-foresight[{extra}]'" in ran.stderr


def test_public_names_are_there_and_unknown_ones_are_not() -> None:
    """Every name in `__all__` can be imported, and a typo is an error."""
    import agentguard

    for name in agentguard.__all__:
        assert getattr(agentguard, name).__name__ == name
        assert name in dir(agentguard)
    with pytest.raises(AttributeError, match="Firewal'"):
        agentguard.Firewal  # noqa: B018 - the access is what is tested
