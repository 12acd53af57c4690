"""Pages open in every language and layout, speak the language wholly, and write posts safely."""

import re
from pathlib import Path

import httpx
import pytest

from scenarios.apps.forum import WORLD
from scenarios.apps.forum.render import DONE
from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting

PLACES = {
    "/b/{slug}": "/b/bench",
    "/t/{id:int}": "/t/101",
    "/posts/{id:int}/edit": "/posts/804/edit",
    "/drafts/{id:int}": "/drafts/1",
    "/messages/{id:int}": "/messages/1",
    "/api/messages/{id:int}": "/api/messages/1",
    "/u/{handle}": "/u/fern.keeper",
    "/groups/{id:int}": "/groups/11",
    "/groups/{id:int}/members": "/groups/11/members",
    "/groups/{id:int}/settings": "/groups/11/settings",
    "/events/{id:int}": "/events/33",
    "/market/{id:int}": "/market/41",
    "/apps/{id:int}/authorize": "/apps/1/authorize",
    "/blog/{id:int}": "/blog/2",
    "/embed/poll/{id:int}": "/embed/poll/1",
    "/search": "/search?q=bridge",
}
ACTS = {"/logout", "/t/{id:int}/save", "/mod/thread/{id:int}"}
"""Old links that change something."""
OPENED = [PLACES.get(p.path, p.path) for p in WORLD.pages if "GET" in p.methods and p.path not in ACTS]

_ASKED = re.compile(r"""\bt\((?:"([^"]+)"|'([^']+)')""")


@pytest.mark.parametrize("layout", range(WORLD.layouts))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_opens_and_changes_nothing(
    server: WorldServer, user: httpx.Client, language: str, layout: int
) -> None:
    """Looking is no effect, in either language and in every layout."""
    server.reset(Setting(language=language, layout=layout))
    before = server.dump()
    for path in OPENED:
        assert user.get(path).status_code == 200, path
    assert server.diff(before) == []


def test_every_text_of_the_pages_is_translated() -> None:
    """Also what pages say after an act, and what they say is wrong."""
    folder = Path(WORLD.folder)
    asked = {
        found[1] or found[2]
        for page in (folder / "templates").glob("*.html")
        for found in _ASKED.finditer(page.read_text("utf-8"))
    }
    asked |= set(DONE.values())
    for module in folder.glob("*.py"):
        text = module.read_text("utf-8")
        asked |= set(re.findall(r'422, (?:problem=)?"([^"]+)"', text))
        asked |= set(re.findall(r'visit\.t\("([^"]+)"\)', text))
        asked |= set(re.findall(r'return "([A-Z][^"]+\.)"', text))
    assert asked - WORLD.texts.keys() == set()
    assert len(asked) > 250


def test_the_feed_goes_on_until_its_end(server: WorldServer, user: httpx.Client) -> None:
    """Stretch by stretch, every thread comes once."""
    seen = re.findall(r'class="title" href="/t/(\d+)"', user.get("/").text)
    after = len(seen)
    while found := re.findall(
        r'class="title" href="/t/(\d+)"', user.get("/feed/more", params={"after": after}).text
    ):
        seen += found
        after = len(seen)
    blocked = server.database.one(
        "SELECT count(*) AS n FROM threads WHERE author_id IN (SELECT other_id FROM blocks WHERE user_id = 1)"
    ) or {"n": 0}
    assert len(seen) == len(set(seen))
    assert len(seen) == len(server.dump()["threads"]) - blocked["n"]


def test_a_page_that_is_not_there_says_so(user: httpx.Client) -> None:
    """With the status that goes with it."""
    for path in ("/t/9999", "/u/nobody", "/market/9999", "/b/none", "/messages/9999", "/groups/9999"):
        answer = user.get(path)
        assert answer.status_code == 404, path
        assert "Back to the feed" in answer.text
