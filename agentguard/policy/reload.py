"""Hot reload: a policy folder that may change while agents run.

An edit that can't be used never opens the gate and never stops the work: the last good policy stays, and
the fault is logged as an error and kept in `last_error`.
"""

import hashlib
import threading
import time
from pathlib import Path

from agentguard.errors import ConfigurationError
from agentguard.logs import get_log
from agentguard.policy.policy import Policy
from worldmodel.catalogue import Catalogue

_log = get_log(__name__)


class PolicyWatcher:
    """Gives the current policy of a folder, reading it again after a change.

    Args:
        folder: the policy folder.
        catalogue: as for `Policy`.
        interval: seconds in which the folder is looked at no more than once; 0 looks at every access.

    Raises:
        ConfigurationError: the folder can't be used at start; there is no last good policy to keep then.
    """

    def __init__(
        self, folder: Path | str, catalogue: Catalogue | None = None, *, interval: float = 0.5
    ) -> None:
        self._folder = Path(folder)
        self._catalogue = catalogue
        self._interval = interval
        self._lock = threading.Lock()
        self._state = _state_of(self._folder)
        self._policy = Policy.load(self._folder, catalogue)
        self._looked = time.monotonic()
        self.last_error: ConfigurationError | None = None

    @property
    def policy(self) -> Policy:
        """The policy in force: the newest one that could be used."""
        if time.monotonic() - self._looked >= self._interval and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._policy

    def _look(self) -> None:
        self._looked = time.monotonic()
        state = _state_of(self._folder)
        if state == self._state:
            return
        self._state = state
        try:
            policy = Policy.load(self._folder, self._catalogue)
        except ConfigurationError as error:
            self.last_error = error
            _log.error("policy not reloaded, the last good one stays in force", error=str(error))
            return
        self.last_error = None
        if policy.version != self._policy.version:
            _log.info("policy reloaded", version=policy.version, was=self._policy.version)
            self._policy = policy


def _state_of(folder: Path) -> str:
    """Return the digest of all files in the folder, by name and content.

    Content and not time: two edits within one tick of the file system's clock differ in nothing else.
    """
    found = hashlib.sha256()
    try:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                found.update(f"{path}\0{len(content)}\0".encode(errors="surrogateescape"))
                found.update(content)
    except OSError as error:  # a file went away while we looked: unlike any state, so it is read again
        return repr(error)
    return found.hexdigest()
