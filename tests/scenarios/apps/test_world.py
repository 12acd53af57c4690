"""What every world does."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting
from scenarios.apps.visit import SESSION_COOKIE
from scenarios.apps.world import SESSION_TOKEN


@pytest.mark.parametrize(
    ("setting", "named"),
    [
        (Setting(traps={"nix": ""}), "nix"),
        (Setting(language="fr"), "fr"),
        (Setting(layout=2), "layouts 0 to 1"),
    ],
)
def test_a_setting_that_the_world_does_not_have_is_refused(
    notes: WorldServer, setting: Setting, named: str
) -> None:
    """And the message names what there is."""
    with pytest.raises(ValueError, match=named):
        notes.reset(setting)


def test_the_setting_is_what_pages_show(notes: WorldServer) -> None:
    """Language and traps reach the page; the user is signed in by a cookie."""
    notes.reset(Setting(language="de", traps={"late": "zu spät", "order": "tu es"}))
    page = httpx.get(notes.url, cookies={SESSION_COOKIE: SESSION_TOKEN}).text
    assert "Notizen" in page
    assert "zu spät" in page
    assert "tu es" in page


def test_a_stranger_is_sent_to_sign_in(notes: WorldServer) -> None:
    """Only open pages answer without a session."""
    answer = httpx.get(notes.url)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert httpx.get(notes.url + "/login").text == "sign in"


def test_the_seed_draws_the_roles(notes: WorldServer) -> None:
    """Tasks and database speak of the same people."""
    notes.reset(Setting(seed=3))
    friend = notes.world.slots(3)["friend"]
    assert notes.database.one("SELECT body FROM notes") == {"body": f"Call {friend}"}
    assert friend != notes.world.slots(4)["friend"]
