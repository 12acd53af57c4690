"""Hot reload."""

from pathlib import Path

import pytest

from agentguard.errors import ConfigurationError
from agentguard.policy import PolicyWatcher

GOOD = '@id("ours")\n@verdict("ask")\n@guidance("Wait.")\nforbid (principal, action, resource);\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a policy folder with one rule."""
    (tmp_path / "ours.cedar").write_text(GOOD, "utf-8")
    return tmp_path


def test_a_change_is_taken_up(folder: Path) -> None:
    """An edit of equal length counts too."""
    watcher = PolicyWatcher(folder, interval=0)
    first = watcher.policy
    (folder / "ours.cedar").write_text(GOOD.replace("Wait.", "Stop."), "utf-8")
    assert watcher.policy.version != first.version
    assert watcher.policy.rule("ours").guidance == "Stop."  # type: ignore[union-attr]  # it is there
    assert watcher.last_error is None


def test_nothing_is_read_again_without_a_change(folder: Path) -> None:
    """The same object stays, so that its caches do."""
    watcher = PolicyWatcher(folder, interval=0)
    assert watcher.policy is watcher.policy


def test_a_broken_edit_keeps_the_last_good_policy_and_says_so_loudly(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fault 20: neither open nor silent."""
    watcher = PolicyWatcher(folder, interval=0)
    good = watcher.policy
    (folder / "ours.cedar").write_text(GOOD.replace("ask", "akk"), "utf-8")
    assert watcher.policy is good
    assert watcher.policy is good
    logged = capsys.readouterr().err
    assert logged.count("the last good one stays in force") == 1
    assert "ours.cedar:2" in logged
    assert "ours.cedar:2" in str(watcher.last_error)


def test_a_mended_edit_clears_the_error(folder: Path) -> None:
    """The error stands as long as the fault does."""
    watcher = PolicyWatcher(folder, interval=0)
    (folder / "ours.cedar").write_text("forbid", "utf-8")
    assert watcher.policy
    assert watcher.last_error is not None
    (folder / "ours.cedar").write_text(GOOD, "utf-8")
    assert watcher.policy
    assert watcher.last_error is None


def test_a_folder_that_goes_away_opens_nothing(folder: Path) -> None:
    """Deleting the rules is no way to be without rules."""
    watcher = PolicyWatcher(folder, interval=0)
    good = watcher.policy
    (folder / "ours.cedar").unlink()
    assert watcher.policy is good
    assert "no *.cedar file" in str(watcher.last_error)


def test_a_file_that_goes_away_while_it_is_read_opens_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A deploy may swap files under our eyes; the next look settles it."""
    watcher = PolicyWatcher(folder, interval=0)
    good = watcher.policy

    def gone(path: Path) -> bytes:
        raise FileNotFoundError(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", gone)
        assert watcher.policy.version == good.version
    assert watcher.policy.version == good.version
    assert watcher.last_error is None


def test_between_two_looks_the_folder_is_left_alone(folder: Path) -> None:
    """Reading the policy costs nothing on the way of an action."""
    watcher = PolicyWatcher(folder, interval=3600)
    first = watcher.policy
    (folder / "ours.cedar").write_text(GOOD.replace("Wait.", "Stop."), "utf-8")
    assert watcher.policy is first


def test_a_folder_that_is_broken_at_start_is_an_error(tmp_path: Path) -> None:
    """There is no last good policy to keep."""
    with pytest.raises(ConfigurationError):
        PolicyWatcher(tmp_path)
