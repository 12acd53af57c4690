"""What planting needs: the moment at which all happens, the ids that tasks know, and the written content."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

NOW = "2026-05-14 10:30"
"""The moment at which everything happens; a world of the same seed stays the same."""
BENCH, CARD = 3, "4418"
THREAD, REGULAR_POST, SPAM_POST = 101, 901, 902
ITEM, EVENT, EVENT_OTHER, COURSE, GROUP = 41, 31, 32, 33, 11
POLL, APP, APP_OTHER = 1, 1, 2


Content = dict[str, list[Any]]


@cache
def content() -> Content:
    """What the members have written, as `content.yaml` has it."""
    found: Content = yaml.safe_load(Path(__file__).with_name("content.yaml").read_text("utf-8"))
    return found


def member(number: int) -> int:
    """The user id of the member whom `content.yaml` counts so."""
    return number + 2
