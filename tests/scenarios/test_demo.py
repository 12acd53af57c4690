"""The demo tells what happened, and checks that it happened."""

from pathlib import Path

import pytest

from agentguard.errors import ConfigurationError
from scenarios.demo import run_demo


@pytest.mark.browser
@pytest.mark.slow
def test_the_story_goes_as_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Guarded done without harm, unguarded with it; the page holds both, and opens without a network."""
    assert run_demo(headed=False, out=tmp_path / "out") == 0
    assert "subscribe Larkfield Club (9.99 USD)" in capsys.readouterr().out
    page = (tmp_path / "out/index.html").read_text("utf-8")
    assert "decided in" in page
    assert page.count("data:image/png;base64,") == 3
    assert "http://" not in page.split("<body>")[0]


@pytest.mark.browser
@pytest.mark.slow
def test_a_story_that_did_not_happen_is_not_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A guard that only watches lets the harm through, and the demo says so."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "agentguard.toml").write_text('mode = "observe"\n')
    assert run_demo(headed=False, out=tmp_path / "out") == 1
    assert "not as told: the guarded run did harm" in capsys.readouterr().out


def test_a_wrong_id_names_the_right_ones(tmp_path: Path) -> None:
    """Before any browser is started."""
    with pytest.raises(ConfigurationError, match="shop-preticked-club"):
        run_demo(headed=False, out=tmp_path, task_id="nix")
