"""What an act's request shows is measured by what was foreseen of the act."""

import pytest

from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Resource
from worldmodel.extent import is_within

SITE = Resource(kind="site", id="desk.example")


@pytest.mark.parametrize(
    ("shown", "foreseen", "within"),
    [
        ("create", "pay", True),
        ("delete", "stop", True),
        ("send", "share", True),
        ("share", "send", False),
        ("close_account", "delete", False),
        ("transfer", "configure", False),
    ],
)
def test_a_request_shows_its_act_in_few_verbs(shown: str, foreseen: str, *, within: bool) -> None:
    """A record that is made, a row that goes, a right that comes: no weightier deed hides behind it."""
    catalogue = default_catalogue()
    one, other = (catalogue.effect(verb, "thing", SITE, probability=0.9) for verb in (shown, foreseen))
    assert is_within(one, other) is within


@pytest.mark.parametrize(("code", "within"), [("7", True), ("70001234", False), ("Dana", False)])
def test_the_sites_own_code_stands_for_the_one_who_was_named(code: str, *, within: bool) -> None:
    """A short code is the site's name for the recipient; an account or another name is a stranger."""
    share = default_catalogue().effect("share", "album", SITE, probability=0.9, recipients=("Robin Hale",))
    assert is_within(share.model_copy(update={"recipients": (code,)}), share) is within
