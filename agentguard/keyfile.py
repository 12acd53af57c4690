"""Secret keys kept in a file that only its owner may read."""

import contextlib
import os
import secrets
from pathlib import Path

from agentguard.errors import ConfigurationError

KEY_BYTES = 32


def load_key(path: Path | str) -> bytes:
    """Return the key in `path`; make a random one of 32 bytes there if there is none.

    Keep the file where the agent can't read it: whoever holds the key can forge what it seals. Two
    processes that make it at once end up with the same key.

    Raises:
        ConfigurationError: the file can't be made or read, or is shorter than 16 bytes.
    """
    path = Path(path)
    try:
        with contextlib.suppress(FileExistsError):
            _make(path)
    except OSError as error:
        raise ConfigurationError(f"{path}: the key can't be made: {error.strerror or error}") from error
    return read_key(path)


def read_key(path: Path) -> bytes:
    """Return the key in `path`, which has to be there.

    Raises:
        ConfigurationError: the file can't be read, or is shorter than 16 bytes.
    """
    try:
        key = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path}: the key can't be read: {error.strerror or error}") from error
    if len(key) < KEY_BYTES // 2:
        raise ConfigurationError(f"{path}: not a key: {len(key)} bytes, at least {KEY_BYTES // 2} are needed")
    return key


def _make(path: Path) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and linked into place: no other process ever reads a half-written key.
    aside = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, path)
    finally:
        aside.unlink(missing_ok=True)
