"""YAML that remembers its lines, so that a wrong key or value is named by file and line.

Only mappings, lists and plain scalars; a key given twice is refused, because YAML would silently keep one.
"""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from worldmodel.errors import CatalogueError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times faster
_Place = tuple[str | int, ...]
ModelT = TypeVar("ModelT", bound=BaseModel)


class MarkedYaml:
    """The value of one YAML file and the line of each of its parts."""

    def __init__(self, path: Path) -> None:
        """Read `path`.

        Raises:
            CatalogueError: unreadable, not YAML, not a mapping, or a key given twice.
        """
        self.path = path
        self._lines: dict[_Place, int] = {}
        try:
            root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
        except (OSError, UnicodeDecodeError) as error:
            raise CatalogueError(f"{path}: cannot be read ({error}). Give a UTF-8 YAML file.") from error
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            raise CatalogueError(f"{path}:{line}: not YAML ({getattr(error, 'problem', error)}).") from error
        if not isinstance(root, yaml.MappingNode):
            raise CatalogueError(f"{path}:1: expected a mapping at the top.")
        self.value: dict[str, Any] = self._mapping(root, ())

    def line(self, place: _Place) -> int:
        """Return the line (from 1) of the deepest known part of `place`."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def fault(self, place: _Place, message: str) -> CatalogueError:
        """Return an error that names file, line, key and mend."""
        where = ".".join(str(part) for part in place)
        return CatalogueError(f"{self.path}:{self.line(place)}: {where or 'file'}: {message}")

    def into(self, model: type[ModelT], value: Any, place: _Place = (), **context: Any) -> ModelT:
        """Validate `value`, found at `place`, as `model`.

        Raises:
            CatalogueError: names the file, the line and what is accepted there.
        """
        try:
            return model.model_validate(value, context=context or None)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            spot = (*place, *first["loc"])
            raise self.fault(spot, _mend(first["type"], first["msg"], model)) from error

    def _mapping(self, node: yaml.MappingNode, place: _Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            spot = (*place, key)
            if key in found:
                raise CatalogueError(f"{self.path}:{key_node.start_mark.line + 1}: {key!r} is given twice.")
            self._lines[spot] = key_node.start_mark.line + 1
            found[key] = self._convert(value_node, spot)
        return found

    def _convert(self, node: yaml.Node, place: _Place) -> Any:
        self._lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self._convert(item, (*place, index)) for index, item in enumerate(node.value)]
        if node.tag == "tag:yaml.org,2002:null":
            return None
        return str(node.value)  # "no", "on" and "1" stay the words they are in a lexicon


def _mend(kind: str, message: str, model: type[BaseModel]) -> str:
    if kind == "extra_forbidden":
        return f"no such key; known keys: {', '.join(sorted(model.model_fields))}."
    if kind == "missing":
        return "this key is missing; add it."
    return f"{message}."
