"""An address that is opened by itself, with no label to say what it does."""

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Tier
from worldmodel.snapshot import Snapshot
from worldmodel.structural.page import predict_page


def opened(url: str) -> list[Effect]:
    """Open an address from a page of its site and return what else than the way there is expected."""
    before = Snapshot(url="https://hall.example/home")
    found = predict_page(before, Action.of(Surface.PAGE, "navigate", url=url)).effects
    return [effect for effect in found if effect.verb != "navigate"]


def test_an_address_that_turns_something_either_way_weighs() -> None:
    """Nobody can tell from `toggle` whether the heating goes on or off."""
    (effect,) = opened("https://hall.example/heaters/4/toggle")
    assert effect.tier is Tier.HIGH
    assert "heaters/4" in effect.object


def test_an_address_that_shows_something_does_nothing() -> None:
    """A record of the same shape is only looked at."""
    assert opened("https://hall.example/heaters/4/readings") == []
