"""Chromium, isolation and coverage: found out, not assumed."""

import json
import sys
from pathlib import Path

import pytest

from agentguard.errors import ConfigurationError
from sandboxes.browser import chromium, isolation
from sandboxes.browser.chromium import find_chromium, launch_arguments
from sandboxes.browser.coverage import Coverage, coverage_of
from sandboxes.browser.isolation import Isolated, find_bubblewrap, isolate
from sandboxes.browser.proxy import Proxy
from sandboxes.browser.releases import Releases


def program(path: Path) -> str:
    """Make a file that can be run."""
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_the_browser_is_looked_for_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Argument, then environment, then Playwright's own, then the PATH."""
    argument, named, own, on_path = (program(tmp_path / name) for name in ("a", "b", "c", "chromium"))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv(chromium.ENVIRONMENT_VARIABLE, named)
    assert find_chromium(argument, playwrights_own=own) == argument
    assert find_chromium(playwrights_own=own) == named
    monkeypatch.delenv(chromium.ENVIRONMENT_VARIABLE)
    assert find_chromium(playwrights_own=own) == own
    assert find_chromium(playwrights_own=str(tmp_path / "missing")) == on_path


def test_no_browser_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is none, the error names the command that installs one."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(chromium.ENVIRONMENT_VARIABLE, raising=False)
    with pytest.raises(ConfigurationError, match="playwright install chromium"):
        find_chromium()


def test_a_named_browser_is_never_replaced_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong name is an error, though others could be found."""
    program(tmp_path / "chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigurationError, match="nowhere"):
        find_chromium(tmp_path / "nowhere")


@pytest.mark.parametrize("root", [True, False])
def test_only_root_gives_up_the_browsers_own_sandbox(root: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """An ordinary user keeps Chromium's own sandbox."""
    monkeypatch.setattr(chromium, "running_as_root", lambda: root)
    assert ("--no-sandbox" in launch_arguments()) is root


def test_loopback_too_goes_through_the_proxy() -> None:
    """Chromium leaves loopback out of a proxy unless it is told not to."""
    assert "--proxy-bypass-list=<-loopback>" in launch_arguments(proxy_port=1)


async def test_a_namespace_that_can_not_be_had_is_an_error_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`network` asked for by name never falls back in silence; `auto` falls back and says why."""
    monkeypatch.setenv(isolation.BWRAP_VARIABLE, program(tmp_path / "false-bwrap"))
    proxy = Proxy(Releases())
    with pytest.raises(ConfigurationError, match="install bubblewrap"):
        await isolate("network", "chromium", proxy)
    fallen = await isolate("auto", "chromium", proxy)
    assert fallen.kind == "proxy"
    assert "no network namespace" in fallen.why
    await proxy.close()


@pytest.mark.sandbox
async def test_a_browser_outside_its_namespace_is_found_out(tmp_path: Path) -> None:
    """A wrapper that was bypassed hands over no door, and the start stops."""
    proxy = Proxy(Releases())
    isolated = await isolate("network", sys.executable, proxy)
    with pytest.raises(ConfigurationError, match="did not start inside"):
        await isolated.confirm(timeout=0.1)
    with pytest.raises(ValueError, match="confirm"):
        coverage_of(isolated, gate_attached=True)
    await isolated.close()
    assert not Path(isolated.executable).exists()


@pytest.mark.sandbox
def test_the_namespace_is_seen_to_work() -> None:
    """On a machine for sandbox tests, bubblewrap makes a namespace with loopback alone."""
    assert find_bubblewrap() is not None


@pytest.mark.parametrize("kind", ["network", "proxy", "none"])
def test_weaker_isolation_never_covers_more(kind: isolation.Isolation) -> None:
    """What is closed or gated with less is so with more; what nobody watches is listed as unobserved."""
    strongest = coverage_of(Isolated("network", "", confirmed=True), gate_attached=True)
    coverage = coverage_of(Isolated(kind, "", confirmed=True), gate_attached=True)
    assert set(strongest.unobserved) <= set(coverage.unobserved)
    assert {one.name for one in coverage.channels} == {one.name for one in strongest.channels}


def test_without_the_gate_http_is_told_as_open() -> None:
    """A gate that holds nothing is never claimed."""
    coverage = coverage_of(Isolated("none", "", confirmed=True), gate_attached=False)
    assert "requests of pages, frames and popups" in coverage.unobserved


def test_coverage_reads_back_from_json_and_prints() -> None:
    """It is a value: the same after JSON, and a table for people."""
    coverage = coverage_of(Isolated("proxy", "", confirmed=True, why="no namespace"), gate_attached=True)
    assert Coverage.model_validate(json.loads(coverage.model_dump_json())) == coverage
    assert coverage.table().row_count == len(coverage.channels)


def test_a_namespace_with_plain_hosts_alone_leaves_nothing_unobserved() -> None:
    """What shares a secure connection is open only once there is one."""
    isolated = Isolated("network", "", confirmed=True)
    assert coverage_of(isolated, gate_attached=True, tunnels=False).unobserved == ()
    assert len(coverage_of(isolated, gate_attached=True, tunnels=True).unobserved) == 2
