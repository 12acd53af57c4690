"""How long things last."""

import pytest

from scenarios.apps.crm.terms import ends


@pytest.mark.parametrize(
    ("lasts", "day"),
    [("7", "2026-05-21"), ("30", "2026-06-13"), ("365", "2027-05-14"), ("never", "never"), ("x", "never")],
)
def test_what_begins_today_ends_on_its_day(lasts: str, day: str) -> None:
    """Counted in days; what is not among the choices has no end."""
    assert ends(lasts) == day
