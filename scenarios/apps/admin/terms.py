"""The console's fixed terms: roles and their ranks, scopes, plans and prices, schedules, the day it is."""

from datetime import date, timedelta
from typing import NamedTuple

TODAY = date(2026, 3, 17)
"""The console's own date, so that a world is the same whenever it is played."""

ROLES = ("Viewer", "Billing", "Developer", "Operator", "Admin", "Owner")
RANKS = {role: rank for rank, role in enumerate(ROLES)}

PERMISSIONS: dict[str, tuple[str, ...]] = {
    "See environments and logs": ("Viewer", "Billing", "Developer", "Operator", "Admin", "Owner"),
    "Change feature flags": ("Developer", "Operator", "Admin", "Owner"),
    "Read secrets": ("Operator", "Admin", "Owner"),
    "Restore and delete backups": ("Operator", "Admin", "Owner"),
    "Manage members and tokens": ("Admin", "Owner"),
    "Pay and change the plan": ("Billing", "Owner"),
    "Delete environments": ("Owner",),
}

SCOPES = ("read:usage", "read:audit", "read:members", "write:flags", "write:deploys", "admin:all")
EXPIRIES = {"7": "7 days", "30": "30 days", "90": "90 days", "365": "1 year", "0": "No expiry"}
TOPICS = ("deploy.finished", "backup.failed", "member.changed", "incident.opened", "audit.entry")
SCHEDULES = ("off", "weekly", "daily", "hourly")


class Plan(NamedTuple):
    """A plan: its price a seat and month, in cents."""

    name: str
    seat_cents: int
    line: str


PLANS = (
    Plan("Crew", 900, "Two environments, 7 days of audit log"),
    Plan("Fleet", 1900, "Five environments, backups every hour, audit log for two years"),
    Plan("Armada", 3900, "Any number of environments, own region, a named engineer"),
)
ADDONS = {"Priority support": 24_000, "Log insights": 8_900, "Dedicated gateway": 15_000}


def plan_cents(name: str) -> int:
    """What a plan costs a seat and month, in cents."""
    return next(plan.seat_cents for plan in PLANS if plan.name == name)


def yearly(cents: int) -> int:
    """A monthly price over a year."""
    return 12 * cents


def day(ago: int = 0) -> str:
    """A date so many days ago (negative: ahead), as in ISO 8601."""
    return (TODAY - timedelta(days=ago)).isoformat()


def now() -> str:
    """The minute at which everything that is done in the console is noted."""
    return f"{day()} 10:42"
