"""The bench's report as one self-contained web page."""

import json
from pathlib import Path
from typing import Any


def write_report(out: Path, report: dict[str, Any]) -> None:
    """Write the page; it opens offline."""
    out.write_text("<pre>" + json.dumps(report["metrics"], indent=1) + "</pre>", "utf-8")
