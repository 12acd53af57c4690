"""`./dev bench`: runs the parts one after the other and prints their figures."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from bench import decisions, guarding, imports, peers, prediction, reading, rules, sessions, snapshots, wire
from bench.clock import FULL, QUICK, Effort
from bench.figures import Section
from bench.machine import machine
from bench.table import show

PARTS: dict[str, Callable[[Effort], Section]] = {
    part.NAME: part.run
    for part in (imports, reading, rules, prediction, decisions, guarding, sessions, snapshots, wire, peers)
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the parts that are asked for; return 0, or 1 where one could not be run."""
    chosen = _arguments(argv)
    effort = QUICK if chosen.quick else FULL
    console = Console() if sys.stdout.isatty() else Console(width=120)
    console.print(machine(), highlight=False)
    console.print()
    sections: list[Section] = []
    for name in _names(chosen):
        try:
            with console.status(f"measuring {name}"):
                sections.append(PARTS[name](effort))
        except peers.PeersMissingError as error:
            Console(stderr=True).print(f"peers: {error}; --no-peers leaves them out", highlight=False)
            return 1
        show(sections[-1], console)
    if chosen.json:
        text = json.dumps(
            {"machine": machine(), "sections": [section.as_json() for section in sections]}, indent=1
        )
        chosen.json.write_text(text + "\n", encoding="utf-8")
    return 0


def _names(chosen: argparse.Namespace) -> list[str]:
    names: list[str] = chosen.only or list(PARTS)
    return [name for name in names if name != peers.NAME or not chosen.no_peers]


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench", description="Measure what the product costs.")
    parser.add_argument("--only", action="append", choices=[*PARTS], help="run this part; may be repeated")
    parser.add_argument("--quick", action="store_true", help="few samples: shows that it runs, no more")
    parser.add_argument(
        "--no-peers", action="store_true", help="leave out the comparison with other libraries"
    )
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures to this file as well")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
