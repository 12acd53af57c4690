"""Files that belong to a set without being scored, such as what its tools say of themselves."""

from pathlib import Path

from agentguard.errors import ConfigurationError
from scenarios.scoreboards.records import data_folder


def beside(scored: Path, set_name: str, name: str) -> Path | None:
    """The file `name` beside the scored one, else in the set's folder of the data; None if in neither."""
    near = scored.parent / name
    if near.is_file():
        return near
    try:
        known = data_folder() / set_name / name
    except ConfigurationError:
        return None
    return known if known.is_file() else None
