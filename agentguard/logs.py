"""Logs: structured, masked, and quiet.

A library does not talk unasked: until `configure` is called, only warnings and errors appear, on standard
error. Nothing global is touched; a program that uses structlog itself keeps its own set-up. structlog is
loaded with the first line that is really written.
"""

import sys
import threading
from typing import TYPE_CHECKING, Any, Literal, TextIO

from worldmodel.secrets import Redactor

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from structlog.typing import FilteringBoundLogger, Processor

Level = Literal["debug", "info", "warning", "error"]
Format = Literal["console", "json"]

_ORDER: tuple[Level, ...] = ("debug", "info", "warning", "error")


class _Setup:
    """What `configure` sets; replaced as a whole, so that no logger sees half of it."""

    def __init__(self, level: Level, form: Format, stream: TextIO | None, redactor: Redactor) -> None:
        self.threshold = _ORDER.index(level)
        self.form = form
        self.stream = stream
        self.redactor = redactor
        self._logger: FilteringBoundLogger | None = None
        self._lock = threading.Lock()

    @property
    def logger(self) -> "FilteringBoundLogger":
        """The structlog logger, made at first use. The default stream is looked up then, not at import."""
        if self._logger is None or self.stream is None:
            with self._lock:
                self._logger = self._make()
        return self._logger

    def _make(self) -> "FilteringBoundLogger":
        import structlog

        stream = self.stream or sys.stderr
        last: Processor = (
            structlog.processors.JSONRenderer(ensure_ascii=False)
            if self.form == "json"
            else structlog.dev.ConsoleRenderer(colors=stream.isatty())
        )
        logger: FilteringBoundLogger = structlog.wrap_logger(
            structlog.PrintLogger(stream),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                self._mask,
                last,
            ],
            wrapper_class=structlog.make_filtering_bound_logger(0),
            cache_logger_on_first_use=False,
        )
        return logger

    def _mask(self, _logger: Any, _method: str, fields: "MutableMapping[str, Any]") -> dict[str, Any]:
        """Mask secrets in everything that is about to be written, tracebacks included."""
        plain = {key: _plain(value) for key, value in fields.items()}
        masked: dict[str, Any] = self.redactor.redact_json(plain)
        return masked


_setup = _Setup("warning", "console", None, Redactor())


def configure(
    *,
    level: Level = "info",
    form: Format = "console",
    stream: TextIO | None = None,
    redactor: Redactor | None = None,
) -> None:
    """Choose what is logged, how, and where.

    Args:
        level: the mildest level that is written.
        form: "console" for people, "json" for one JSON object a line.
        stream: standard error when not given.
        redactor: what masks secrets; share the firewall's, so that what was typed is known here too.
    """
    global _setup
    _setup = _Setup(level, form, stream, redactor or _setup.redactor)


class Log:
    """A named logger. Below the chosen level a call costs one comparison."""

    def __init__(self, name: str) -> None:
        self._name = name

    def debug(self, event: str, **fields: object) -> None:
        """Log what only a developer of this library wants to know."""
        self._write(0, event, fields)

    def info(self, event: str, **fields: object) -> None:
        """Log what happened."""
        self._write(1, event, fields)

    def warning(self, event: str, **fields: object) -> None:
        """Log what somebody should look at."""
        self._write(2, event, fields)

    def error(self, event: str, **fields: object) -> None:
        """Log what broke."""
        self._write(3, event, fields)

    def _write(self, level: int, event: str, fields: dict[str, object]) -> None:
        setup = _setup
        if level >= setup.threshold:
            getattr(setup.logger, _ORDER[level])(event, logger=self._name, **fields)


def get_log(name: str) -> Log:
    """Return the logger of this name."""
    return Log(name)


def _plain(value: object) -> object:
    """Make a text of what is no JSON value, so that no secret hides in an object's own representation."""
    if value is None or isinstance(value, str | int | float | bool | dict | list | tuple):
        return value
    return value if hasattr(value, "model_dump") else str(value)
