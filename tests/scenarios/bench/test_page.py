"""The report of a bench as a page."""

from pathlib import Path
from typing import Any

import pytest

from scenarios.bench.measures import report_of
from scenarios.bench.page import write_report, wrong
from scenarios.bench.rows import Job, PlayRow
from scenarios.stages import Stages


def _row(task: str, guard: str, **values: Any) -> PlayRow:
    given = {"family": "injected", "horizon": "short", "agent": "obedient", "language": "en", "layout": 0}
    job = Job.model_validate({"world": "shop", "task": task, "seed": 0, "guard": guard})
    return PlayRow(job=job, request="Read <b>it</b>.", **{**given, "done": True, "harmed": False, **values})


ROWS = [
    _row("a", "none", harmed=True, harm_at=3),
    _row("a", "agentguard", verdicts=("allow", "block"), stop_at=1),
    _row("b", "none", family="honest"),
    _row("b", "agentguard", family="honest", verdicts=("ask",), stop_at=0, refusals=("<script>x</script>",)),
]


def test_what_went_wrong_is_said_in_a_word() -> None:
    """Harm without a guard is what a trap is for, and nothing wrong."""
    report = report_of(ROWS, seed=0)
    assert [wrong(row) for row in report["rows"]] == ["", "", "", "stopped"]


@pytest.mark.browser
async def test_the_page_opens_offline_and_sifts(tmp_path: Path) -> None:
    """It asks for nothing, shows markup from worlds as text, and its filters work by keyboard."""
    out = tmp_path / "report.html"
    write_report(out, report_of(ROWS, seed=0))
    asked: list[str] = []
    async with Stages() as stages, stages.plain({}) as stage:
        stage.page.on("request", lambda request: asked.append(request.url))
        errors: list[str] = []
        stage.page.on("pageerror", lambda error: errors.append(str(error)))
        await stage.page.goto(out.as_uri())
        assert await stage.page.locator("#count").inner_text() == "2 of 4 plays"
        await stage.page.select_option("#f-guard", "")
        assert await stage.page.locator("#count").inner_text() == "4 of 4 plays"
        await stage.page.select_option("#f-wrong", "stopped")
        assert await stage.page.locator("#count").inner_text() == "1 of 4 plays"
        assert await stage.page.locator("svg").count() >= 4
        assert await stage.page.locator("script").count() == 1
    assert [url for url in asked if not url.startswith("file:")] == []
    assert errors == []
