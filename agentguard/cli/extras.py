"""Imports that an extra brings: what is missing is one line that names the extra."""

from collections.abc import Iterator
from contextlib import contextmanager

from agentguard.errors import MissingExtraError

_OWN = frozenset({"agentguard", "worldmodel", "sandboxes", "scenarios"})


@contextmanager
def needing(what: str, extra: str) -> Iterator[None]:
    """Import inside of it what `extra` brings.

    Raises:
        MissingExtraError: a package of others is not there. One of our own is a fault, and stays one.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in _OWN:
            raise
        raise MissingExtraError(what, extra) from error
