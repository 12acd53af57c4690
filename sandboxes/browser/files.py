"""Files that go in and out of the browser: uploads that the task grants, downloads into one folder."""

import hashlib
import mimetypes
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agentguard.errors import AgentGuardError

if TYPE_CHECKING:
    from playwright.async_api import Download, FilePayload

UPLOAD_LIMIT = 50 * 1024 * 1024
"""Bytes of one upload: Playwright's own bound for files given by content."""


class UngrantedFileError(AgentGuardError):
    """A file was to be uploaded, or a download saved, that the task does not grant. Nothing was sent."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it will be sent: its content was read when it was decided on, so no later change counts."""

    name: str
    content: bytes
    source: str

    @property
    def told(self) -> dict[str, Any]:
        """What the action tells of it."""
        return {
            "name": self.name,
            "path": self.source,
            "bytes": len(self.content),
            "sha256": hashlib.sha256(self.content).hexdigest(),
        }

    @property
    def payload(self) -> "FilePayload":
        """The form that Playwright sends."""
        kind = mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        return {"name": self.name, "mimeType": kind, "buffer": self.content}


class GrantedFiles:
    """The files and folders that a task lets out.

    Args:
        paths: files, or folders whose content is granted.
    """

    def __init__(self, paths: Iterable[str | Path] = ()) -> None:
        self._paths = tuple(Path(path).resolve() for path in paths)

    def read(self, given: Any) -> tuple[Upload, ...]:
        """Return what is to be uploaded, with its content.

        Args:
            given: what Playwright's `set_input_files` takes.

        Raises:
            UngrantedFileError: a file that is not granted, not a plain file, or too large.
        """
        items: Sequence[Any] = given if isinstance(given, list | tuple) else [given]
        return tuple(self._one(item) for item in items)

    def _one(self, item: Any) -> Upload:
        if isinstance(item, dict):
            content = bytes(item["buffer"])
            return Upload(str(item["name"]), content, "written by the agent")
        path = Path(item).resolve()
        if not any(path == granted or granted in path.parents for granted in self._paths):
            raise UngrantedFileError(
                f"the task does not grant uploading {path}; grant it: BrowserSandbox(files=[{str(path)!r}])"
            )
        if not path.is_file():
            raise UngrantedFileError(f"{path} is not a plain file")
        if path.stat().st_size > UPLOAD_LIMIT:
            raise UngrantedFileError(f"{path} is larger than {UPLOAD_LIMIT} bytes")
        return Upload(path.name, path.read_bytes(), str(path))


class Downloads:
    """Keeps what the browser downloads in one folder, and never opens it.

    Args:
        folder: made when the first download comes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept: list[Path] = []

    async def keep(self, download: "Download") -> Path:
        """Save a download under a name that no earlier one has."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = _free(self.folder / _safe(download.suggested_filename))
        path.touch()
        await download.save_as(path)
        path.chmod(0o600)
        self.kept.append(path)
        return path

    def holds(self, path: str | Path) -> bool:
        """Whether a path lies in the folder."""
        return self.folder.resolve() in Path(path).resolve().parents


def _safe(name: str) -> str:
    """A file name without a path, a leading dot or control characters, of at most 120 characters."""
    plain = re.sub(r"[^\w.\- ]", "_", Path(name).name).strip(". ")
    return plain[-120:] or "download"


def _free(path: Path) -> Path:
    candidate, number = path, 1
    while candidate.exists():
        candidate = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return candidate
