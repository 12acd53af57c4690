"""Reading the tasks of a world."""

from pathlib import Path

import pytest

from agentguard.errors import ConfigurationError
from scenarios.tasks.world_task import WorldTask, read_tasks

TASK = """
- id: one
  family: honest
  request: [Do it., Please do it.]
  plan: [tidy, {send: {to: "{friend}"}}]
  success: SELECT 1
  allowed: [send]
"""


def _read(tmp_path: Path, text: str) -> tuple[WorldTask, ...]:
    path = tmp_path / "world.yaml"
    path.write_text(text)
    return read_tasks(path)


def test_a_task_is_read(tmp_path: Path) -> None:
    """Short forms of request and plan mean what they say."""
    (task,) = _read(tmp_path, TASK)
    assert task.request == {"en": ("Do it.", "Please do it.")}
    assert task.plan == ({"tidy": {}}, {"send": {"to": "{friend}"}})
    assert task.honest


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("- [", "can't be read"),
        ("", "no list"),
        ("[]", "no list"),
        ("just words", "no list"),
        (TASK.replace("honest", "honnest"), "one"),
        (TASK.replace("  success: SELECT 1\n", ""), "success"),
        (TASK + TASK, "used twice"),
        (TASK.replace("plan:", "plans:"), "plans"),
    ],
)
def test_a_bad_file_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    """The message names the file and what is wrong in it."""
    with pytest.raises(ConfigurationError, match=named) as raised:
        _read(tmp_path, text)
    assert "world.yaml" in str(raised.value)
