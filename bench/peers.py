"""The same task in other libraries: each in its own process, our own right before and right after it.

The peers live in `.venv-peers`, made at first use from the pinned versions in `peers.txt`.
"""

import hashlib
import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

from bench.clock import QUICK, Effort, Times
from bench.figures import Row, Section

NAME = "peers"
_ROOT = Path(__file__).resolve().parent.parent
_ENVIRONMENT = _ROOT / ".venv-peers"
_PINNED = Path(__file__).with_name("peers.txt")


class PeersMissingError(Exception):
    """The peers can't be installed or run here; says why."""


class _Entry(NamedTuple):
    """One row: which contestant's case, called so, beside which case of our own."""

    contestant: str
    case: str
    shown: str
    ours: str


_ENTRIES = (
    _Entry("toolkit", "rules", "agent-governance-toolkit-core, PolicyEvaluator", "rules"),
    _Entry("cel_rust", "rules", "common-expression-language", "rules"),
    _Entry("cel_python", "rules", "cel-python", "rules"),
    _Entry("invariant_ai", "rules", "invariant-ai, trace of 2 messages", "rules"),
    _Entry("invariant_ai", "rules, session of 42 messages", "invariant-ai, trace of 42 messages", "rules"),
    _Entry("toolkit", "call", "agent-governance-toolkit-core, govern(), audit in memory", "call"),
    _Entry("namesake", "durable call", "agentguard-oss, audit flushed to disk", "durable call"),
)
_OURS = {
    "plain": "plain Python: the ten rules, no engine",
    "rules": "ours: ten rules on one effect",
    "call": "ours: @guard; foreseen, authorised, ruled, both entries in the ledger",
    "durable call": "ours: the same, flushed to disk",
}


def run(effort: Effort) -> Section:
    """Measure.

    Raises:
        PeersMissingError: the peers can't be installed or run here.
    """
    python = _environment()
    peers: dict[str, dict[str, Times]] = {}
    beside: dict[str, dict[str, Times]] = {}
    before = _contest(sys.executable, "ours", effort)
    everything = {name: Times([*taken.samples]) for name, taken in before.items()}
    for name in dict.fromkeys(entry.contestant for entry in _ENTRIES):
        peers[name] = _contest(python, name, effort)
        after = _contest(sys.executable, "ours", effort)
        beside[name] = {case: Times(before[case].samples + after[case].samples) for case in after}
        for case, taken in after.items():
            everything[case].samples += taken.samples
        before = after
    rows = []
    for case, shown in _OURS.items():
        rows.append(_row(shown, everything[case], everything["rules" if case == "plain" else case].median))
        for entry in _ENTRIES:
            if entry.ours == case:
                taken = peers[entry.contestant][entry.case]
                rows.append(_row(entry.shown, taken, beside[entry.contestant][case].median))
    return Section(
        NAME,
        "ten rules, one tool call; each peer beside our own figure right before and after it",
        "ours",
        tuple(rows),
        (
            "the peers' rules ask about a tool's name and arguments, ours about what it would cause",
            "versions: " + ", ".join(_pins()),
        ),
    )


def _row(name: str, taken: Times, ours: float) -> Row:
    return Row(name, taken.median, taken.p95, len(taken.samples), taken.median / ours)


def _contest(python: str, contestant: str, effort: Effort) -> dict[str, Times]:
    command = [python, "-P", str(_ROOT / "bench" / "contest.py"), contestant]
    if effort is QUICK:
        command.append("--quick")
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    if done.returncode:
        raise PeersMissingError(f"{contestant} failed: {_last_line(done.stderr)}")
    return {name: Times(samples) for name, samples in json.loads(done.stdout.splitlines()[-1]).items()}


def _environment() -> str:
    """Return the peers' interpreter, with the pinned versions installed."""
    python = _ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = _ENVIRONMENT / "installed"
    wanted = hashlib.sha256(_PINNED.read_bytes() + sys.version.encode()).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text("utf-8") == wanted:
        return str(python)
    print(f"bench: installing the peers into {_ENVIRONMENT.name}", file=sys.stderr)
    venv.create(_ENVIRONMENT, with_pip=True, clear=True)
    install = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        str(_PINNED),
    ]
    done = subprocess.run(install, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    if done.returncode:
        raise PeersMissingError(f"{_PINNED.name} can't be installed: {_last_line(done.stderr)}")
    stamp.write_text(wanted, "utf-8")
    return str(python)


def _pins() -> list[str]:
    lines = (line.strip() for line in _PINNED.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no message"])[-1]
