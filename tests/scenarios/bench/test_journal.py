"""The journal of a bench run."""

from pathlib import Path

import pytest

from scenarios.bench.journal import Journal, journal_for
from scenarios.bench.rows import Job, PlayRow

JOB = Job(world="shop", task="a", seed=0, guard="none")


def _row(task: str = "a") -> PlayRow:
    return PlayRow(
        job=JOB.model_copy(update={"task": task}),
        family="honest",
        horizon="short",
        agent="planner",
        language="en",
        layout=0,
        request="r",
    )


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    """By the key of their job."""
    journal = Journal(tmp_path / "deep" / "j.jsonl")
    assert journal.read() == {}
    journal.add(_row("a"))
    journal.add(_row("b"))
    assert Journal(journal.path).read() == {row.job.key: row for row in (_row("a"), _row("b"))}


@pytest.mark.parametrize("cut", [b'{"job": {"world": "sh', '{"job": {"world": "é'.encode()[:-1]])
def test_a_line_that_was_cut_off_is_played_again(tmp_path: Path, cut: bytes) -> None:
    """The rows before it are kept, also where a letter was cut in two."""
    journal = Journal(tmp_path / "j.jsonl")
    journal.add(_row("a"))
    with journal.path.open("ab") as file:
        file.write(cut)
    assert list(journal.read()) == [_row("a").job.key]
    journal.add(_row("c"))
    assert list(journal.read()) == [_row("a").job.key, _row("c").job.key]


def test_a_row_is_one_line_whatever_pages_say(tmp_path: Path) -> None:
    """Texts of pages hold line ends of their own, which are none of the file's."""
    row = _row().model_copy(update={"refusals": ("one\u2028two\x85three\nfour",)})
    journal = Journal(tmp_path / "j.jsonl")
    journal.add(row)
    assert list(journal.read().values()) == [row]


def test_other_jobs_and_settings_have_another_journal(tmp_path: Path) -> None:
    """A journal is good for what it was begun for."""
    other = JOB.model_copy(update={"seed": 1})
    paths = {journal_for([JOB], "{}"), journal_for([other], "{}"), journal_for([JOB], '{"a": 1}')}
    assert len(paths) == 3
    assert journal_for([JOB], "{}") in paths
