"""A ledger that is gone afterwards, for decisions that are only looked at."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from agentguard.ledger.ledger import Ledger


@contextmanager
def temporary_ledger() -> Iterator[Ledger]:
    """Yield a real ledger in a folder that is removed at the end."""
    with (
        TemporaryDirectory(prefix="agentguard-") as folder,
        closing(Ledger.open(Path(folder) / "ledger.db")) as ledger,
    ):
        yield ledger
