"""The list of scoreboards."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from agentguard.errors import ConfigurationError
from agentguard.settings import Settings
from scenarios.scoreboards.registry import ABOUT, BOARDS


@pytest.mark.parametrize("name", BOARDS)
def test_every_board_has_a_module_of_its_name(name: str, tmp_path: Path) -> None:
    """It says so too, and misses its data loudly."""
    module = import_module(f"scenarios.scoreboards.{name}")
    assert name == module.NAME
    assert ABOUT[name].endswith(".")
    with pytest.raises(ConfigurationError, match="not there"):
        BOARDS[name](tmp_path, Settings(), progress=lambda done, total: None)


def test_naming_the_boards_loads_none_of_them() -> None:
    """The command line starts fast."""
    code = (
        "import sys\n"
        "from scenarios.scoreboards.registry import BOARDS\n"
        "print([name for name in BOARDS if f'scenarios.scoreboards.{name}' in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own interpreter
    assert ran.stdout.strip() == "[]"
