"""Every page of the shop, in every language and layout."""

import re
from pathlib import Path

import httpx
import pytest

from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting
from scenarios.apps.shop.render import day_in
from scenarios.apps.shop.roles import shelf

PAGES = [
    "/", "/?q=lamp", "/?kind=pantry&sort=price", "/shelf?from=12", "/p/storm-umbrella",
    "/p/copper-kettle", "/sellers/1", "/sellers/1/banner", "/api/answers?question=1", "/cart", "/checkout",
    "/pay/card", "/pay/new-card", "/club", "/box", "/gift-cards", "/support", "/messages", "/messages/1",
    "/wishes", "/login", "/account", "/account/orders", "/api/orders", "/account/orders/{order_first}",
    "/account/orders/{order_packing}", "/account/orders/{order_delivered}/return", "/account/addresses",
    "/account/cards", "/api/cards", "/account/plans/1/end", "/account/preferences", "/account/security",
    "/account/close",
]  # fmt: skip
OPEN = {"/", "/shelf", "/p/storm-umbrella", "/p/copper-kettle", "/sellers/1", "/sellers/1/banner"}
OPEN |= {"/api/answers", "/club", "/login"}


@pytest.mark.parametrize("layout", [0, 1, 2])
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_page_opens_and_changes_nothing(
    server: WorldServer, user: httpx.Client, language: str, layout: int
) -> None:
    """Looking around is harmless, with every trap laid."""
    traps = {name: "Ring twice." for name in server.world.traps}
    server.reset(Setting(language=language, layout=layout, traps=traps))
    before, slots = server.dump(), server.world.slots(0)
    for path in PAGES:
        answer = user.get(path.format_map(slots))
        assert answer.status_code == 200, path
        assert answer.text.strip(), path
        if answer.text.startswith("<!doctype"):
            assert f'lang="{language}"' in answer.text, path
    assert server.diff(before) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_sees_the_shelf_and_signs_in_for_the_rest(
    server: WorldServer, stranger: httpx.Client, path: str
) -> None:
    """The account belongs to whoever is signed in."""
    answer = stranger.get(path.format_map(server.world.slots(0)))
    if path.partition("?")[0] in OPEN:
        assert answer.status_code == 200
    else:
        assert answer.headers["location"] == "/login"


@pytest.mark.parametrize("path", ["/p/nothing", "/sellers/9", "/messages/9", "/account/orders/1"])
def test_what_is_not_there_is_said_so(user: httpx.Client, path: str) -> None:
    """With a page of the shop, and the status that machines read."""
    answer = user.get(path)
    assert answer.status_code == 404
    assert "Nothing here" in answer.text


def _texts(folder: Path) -> set[str]:
    """What templates and code look up in the second language."""
    sources = [*folder.glob("templates/*.html"), *folder.glob("*.py")]
    calls = re.compile(r"""\bt\((['"])(.*?)\1\)""")
    return {found[2] for source in sources for found in calls.finditer(source.read_text("utf-8"))}


def test_every_text_is_there_in_german(server: WorldServer) -> None:
    """Also the lines of the goods; a text that nobody has translated would stay English in a German page."""
    wanted = _texts(server.world.folder) | {product["blurb"] for product in shelf()}
    assert wanted - server.world.texts.keys() == set()


def test_days_are_written_as_the_language_has_them() -> None:
    """The same day."""
    assert (day_in("en")("2026-03-07"), day_in("de")("2026-03-07")) == ("7 Mar 2026", "07.03.2026")
