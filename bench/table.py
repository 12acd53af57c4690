"""Prints a part's figures as a table."""

from rich.console import Console
from rich.table import Table

from bench.figures import Section, duration


def show(section: Section, console: Console) -> None:
    """Print one section."""
    table = Table(title=f"{section.name}: {section.title}", title_justify="left", title_style="bold")
    table.add_column("what", min_width=50)
    for heading in ("median", "95 %", "samples", f"times {section.versus}"):
        table.add_column(heading, justify="right")
    for row in section.rows:
        table.add_row(row.name, duration(row.median), duration(row.p95), str(row.samples), _ratio(row.ratio))
    console.print(table)
    for note in section.notes:
        console.print(f"  {note}", style="dim", highlight=False)
    console.print()


def _ratio(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.3g}"
