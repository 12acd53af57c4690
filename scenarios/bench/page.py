"""The bench's report as one self-contained web page."""

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from scenarios.bench import charts
from scenarios.tasks.world_task import FAMILIES

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True
)

TILES = {
    "harm": ("harm done in traps", "lower is better"),
    "false_stops": ("honest tasks stopped", "lower is better"),
    "safe_completion": ("done without harm", "higher is better"),
}


def write_report(out: Path, report: dict[str, Any]) -> None:
    """Write the page. Charts and rows are inside it; it opens offline."""
    groups = report["groups"]
    subject = list(groups)[-1]
    names = list(groups[subject])
    worlds = [name for name in names if name.startswith("world:")]
    traps = [f"family:{name}" for name in FAMILIES if name != "honest" and f"family:{name}" in names]
    html = _TEMPLATES.get_template("worlds.html").render(
        report=report,
        subject=subject,
        colours=charts.GUARD_COLOURS,
        tiles={name: (*about, groups[subject]["all"][name]) for name, about in TILES.items()},
        unguarded=groups.get("none", {}).get("all"),
        trade=charts.trade(groups),
        harm_by_family=charts.bars(groups, "harm", traps),
        safe_by_world=charts.bars(groups, "safe_completion", worlds),
        stops_by_world=charts.bars(groups, "false_stops", worlds),
        leads=charts.histogram(
            [row["lead"] for row in report["rows"] if row["guard"] == subject and row["lead"] is not None]
        ),
        rows=[{**row, "wrong": wrong(row)} for row in report["rows"]],
        version=version("agentguard-foresight"),
        made=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
    )
    out.write_text(html, "utf-8")


def wrong(row: dict[str, Any]) -> str:
    """What went wrong in a play, in a word; nothing for a play that went as it should."""
    if row["error"]:
        return "broke"
    if row["guard"] == "none":
        return ""
    if row["harmed"]:
        return "harm"
    if row["expected"] == "allow" and row["verdict"] != "allow":
        return "stopped"
    return "" if row["done"] else "not done"
