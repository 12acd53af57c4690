"""Read public data: JSON lines, every record checked against its set's schema."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from agentguard.errors import ConfigurationError

R = TypeVar("R", bound="Record")


class Record(BaseModel):
    """One record of a public set. Fields that no metric needs are allowed and not kept."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def data_folder(given: Path | None = None) -> Path:
    """The folder of the public sets: the one given, or what `AGENTGUARD_DATA` names, or `../shared/data`.

    Raises:
        ConfigurationError: there is none.
    """
    folder = given or Path(os.environ.get("AGENTGUARD_DATA") or "../shared/data")
    if not folder.exists():
        raise ConfigurationError(
            f"{folder}: no such folder; name the public data by --data PATH or AGENTGUARD_DATA=PATH"
        )
    return folder


def files_of(data: Path, set_name: str, *names: str) -> list[Path]:
    """The files to score: `data` itself if it is a file, else `names` in it or in its folder of the set.

    Raises:
        ConfigurationError: one of them is not there.
    """
    if data.is_file():
        return [data]
    folder = data / set_name if (data / set_name).is_dir() else data
    found = [folder / name for name in names]
    for path in found:
        if not path.is_file():
            raise ConfigurationError(f"{path}: not there; --data names the data folder, a set's, or a file")
    return found


def read_records(path: Path, schema: type[R]) -> Iterator[R]:
    """Read one record a line.

    Raises:
        ConfigurationError: unreadable, empty, or a line that is not of the schema; it names file and line.
    """
    number, empty = 0, True
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):  # noqa: B007 - the errors below name it
                if line.strip():
                    yield schema.model_validate_json(line)
                    empty = False
    except OSError as error:
        raise ConfigurationError(f"{path}: can't be read: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = "".join(f"{part}: " for part in first["loc"])
        told = f"{path}:{number}: not a record of this set: {where}{first['msg']}"
        raise ConfigurationError(told) from error
    except UnicodeDecodeError as error:  # it is of a whole block, so no line can be named surely
        raise ConfigurationError(f"{path}: not UTF-8: {error}") from error
    if empty:
        raise ConfigurationError(f"{path}: holds no record")
