"""Logs: structured, masked, quiet."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from typing_extensions import override

from agentguard import logs
from worldmodel.secrets import Redactor


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    before = logs._setup
    yield
    logs._setup = before


def test_a_library_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """Unasked, nothing is printed but warnings and errors, and those on standard error."""
    log = logs.get_log("agentguard.test")
    log.debug("a")
    log.info("b")
    assert capsys.readouterr() == ("", "")
    log.warning("policy kept", version="p1")
    log.error("ledger gone")
    out, err = capsys.readouterr()
    assert out == ""
    assert "policy kept" in err
    assert "version=p1" in err
    assert "ledger gone" in err


def test_json_lines() -> None:
    """As JSON each line is one object with time, level, logger and the fields."""
    stream = io.StringIO()
    logs.configure(level="debug", form="json", stream=stream)
    logs.get_log("agentguard.test").debug("decided", verdict="ask", n=3)
    line = json.loads(stream.getvalue())
    assert line["event"] == "decided"
    assert line["level"] == "debug"
    assert line["logger"] == "agentguard.test"
    assert line["n"] == 3
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize("form", ["json", "console"])
def test_secrets_are_masked_in_events_fields_and_tracebacks(form: logs.Format) -> None:
    """Fault 27: neither message, nor field, nor object, nor traceback carries a secret out."""
    stream, redactor = io.StringIO(), Redactor(b"k")
    redactor.remember("S3cretHunter")
    logs.configure(level="info", form=form, stream=stream, redactor=redactor)
    log = logs.get_log("agentguard.test")

    class Thing:
        @override
        def __str__(self) -> str:
            return "thing S3cretHunter"

    try:
        int("bad value S3cretHunter")
    except ValueError:
        fields = {"value": ["S3cretHunter"], "password": "plain", "thing": Thing()}
        log.error("failed on S3cretHunter", exc_info=True, **fields)
    text = stream.getvalue()
    assert "S3cretHunter" not in text
    assert "plain" not in text
    assert "ValueError" in text
    assert text.count("[password:") >= 5


def test_structlog_itself_is_left_alone() -> None:
    """A program's own structlog set-up is untouched, and structlog loads only when a line is written."""
    code = (
        "import sys; from agentguard import logs; log = logs.get_log('x'); log.info('quiet');"
        "assert 'structlog' not in sys.modules; log.warning('loud');"
        "import structlog; assert not structlog.is_configured()"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own interpreter
    assert "loud" in run.stderr
    assert run.stdout == ""
