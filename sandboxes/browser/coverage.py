"""Coverage: which of a browser's ways out are gated, observed or open, for the isolation really in force."""

from typing import TYPE_CHECKING, Literal

from sandboxes.browser.isolation import Isolated, Isolation
from worldmodel.canonical import Frozen, Label

if TYPE_CHECKING:
    from rich.table import Table

Standing = Literal["gated", "closed", "observed", "open"]
"""`gated`: held and decided before it leaves. `closed`: can't leave at all. `observed`: may leave, and is
noted. `open`: may leave unseen."""


class Channel(Frozen):
    """One way out, how it stands, and by what."""

    name: Label
    standing: Standing
    by: Label


class Coverage(Frozen):
    """Every way out of the browser. `why` tells why the isolation is weaker than was wished for."""

    isolation: Isolation
    why: Label = ""
    channels: tuple[Channel, ...]

    @property
    def unobserved(self) -> tuple[str, ...]:
        """The channels that nobody watches: what went out there is unknown, never "nothing"."""
        return tuple(channel.name for channel in self.channels if channel.standing == "open")

    def table(self) -> "Table":
        """Return it as a table for a terminal."""
        from rich.table import Table

        table = Table("channel", "standing", "by", title=f"isolation: {self.isolation} {self.why}".strip())
        for channel in self.channels:
            table.add_row(channel.name, channel.standing, channel.by)
        return table


def coverage_of(isolation: Isolated, *, gate_attached: bool) -> Coverage:
    """Return the coverage of a browser."""
    return Coverage(isolation=isolation.kind, why=isolation.why, channels=())
