"""The journal of a run: every finished play is a line, so that an interrupted run goes on where it was."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from scenarios.bench.rows import Job, PlayRow

_ROOT = Path(__file__).parents[2]
_CODE = ("worldmodel", "agentguard", "sandboxes", "scenarios")


def code_digest() -> str:
    """A digest of every file that can change a verdict: a journal is good for one state of the code."""
    digest = hashlib.sha256()
    for package in _CODE:
        for path in sorted((_ROOT / package).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(_ROOT)).encode() + b"\0")
                digest.update(path.read_bytes())
    return digest.hexdigest()


def journal_for(jobs: Iterable[Job], settings_json: str) -> Path:
    """Where the journal of these jobs, these settings and this code lies, in the user's cache folder."""
    digest = hashlib.sha256("\n".join([code_digest(), settings_json, *(job.key for job in jobs)]).encode())
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "agentguard" / "bench" / f"{digest.hexdigest()[:24]}.jsonl"


class Journal:
    """One file of rows. A last line that was cut off in the middle is left out, and played again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)

    def read(self) -> dict[str, PlayRow]:
        """The rows that are there, by the key of their job."""
        if not self.path.exists():
            return {}
        rows: dict[str, PlayRow] = {}
        for line in self.path.read_bytes().split(b"\n"):  # whole characters or not, and by no other line end
            try:
                row = PlayRow.model_validate_json(line)
            except ValidationError:
                continue
            rows[row.job.key] = row
        return rows

    def add(self, row: PlayRow) -> None:
        """Append one row, on the disk before the next play begins."""
        with self.path.open("a", encoding="utf-8") as file:
            # Set off on both sides, so that a line that was cut off in the middle takes no other with it.
            file.write(f"\n{row.model_dump_json()}\n")
            file.flush()
            os.fsync(file.fileno())

    def remove(self) -> None:
        """Remove the journal of a run that is complete."""
        self.path.unlink(missing_ok=True)
