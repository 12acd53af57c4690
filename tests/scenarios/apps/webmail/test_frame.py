"""Every page in both languages and all layouts, and how days are told."""

import re

import httpx
import pytest

from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting
from scenarios.apps.webmail import WORLD, access, calendar, frame, sharing

PLACES = {
    "/mail/{folder}": "/mail/inbox",
    "/thread/{id:int}": "/thread/3",
    "/mail/{id:int}/body": "/mail/9/body",
    "/label/{id:int}": "/label/2",
    "/search": "/search?q=invoice",
    "/settings/filters/new": "/settings/filters/new?field=from&contains=a",
    "/attachment/{id:int}": "/attachment/1?view=text",
    "/event/{id:int}": "/event/5",
}
MORE = (
    *(f"/mail/{folder}" for folder in ("starred", "sent", "archive", "spam", "trash")),
    *("/compose?reply=2&all=1", "/compose?forward=3", "/compose?draft=1", "/compose?to=a%40b.example"),
    *("/settings/filters/new", "/attachment/1", "/event/8", "/thread/8", "/thread/44", "/calendar?week=x"),
    "/mail/9/body?pictures=1",
)
ACTS = {"/logout", "/unsubscribe/{id:int}", "/thread/{id:int}/{action}"}
"""Old links that change something."""
OPENED = [
    *(
        PLACES.get(page.path, page.path.replace("{id:int}", "1"))
        for page in WORLD.pages
        if "GET" in page.methods and page.path not in ACTS
    ),
    *MORE,
]


def furnish(server: WorldServer) -> None:
    """Put in what the seed does not have."""
    run = server.database.run
    run("INSERT INTO delegates (email, rights) VALUES ('a@b.example', 'full')")
    run("INSERT INTO forwarding (address, keep_copy) VALUES ('a@b.example', 0)")
    run("INSERT INTO blocked VALUES ('a@b.example')")
    run("INSERT INTO plans VALUES (1, 'Plus', 399, 14, 'trial')")
    run("INSERT INTO consents VALUES ('mail content for partner offers', '2026-05-14 10:40')")
    run("INSERT INTO exports (what, destination) VALUES ('mailbox', 'download')")
    answer = "INSERT INTO answers (event_id, organiser_email, answer, note, day, starts)"
    run(f"{answer} VALUES (8, 'a@b.example', 'maybe', 'Later?', '2026-05-20', '11:00')")


@pytest.mark.parametrize("layout", range(WORLD.layouts))
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_opens_and_changes_nothing(
    server: WorldServer, user: httpx.Client, language: str, layout: int
) -> None:
    """Looking is no effect, in either language and in every layout."""
    server.reset(Setting(language=language, layout=layout))
    furnish(server)
    before = server.dump()
    for path in OPENED:
        answer = user.get(path, follow_redirects=path in ("/", "/settings"))
        assert answer.status_code == 200, path
    assert server.diff(before) == []


def test_a_stranger_sees_nothing(server: WorldServer) -> None:
    """Every page leads to the door, but the door itself."""
    for path in OPENED:
        answer = httpx.get(server.url + path)
        assert answer.status_code == (200 if path == "/login" else 303), path


def test_a_page_that_is_not_there_says_so(user: httpx.Client) -> None:
    """With the status that goes with it."""
    for path in ("/mail/cellar", "/thread/999", "/label/99", "/event/99", "/contacts/99", "/attachment/99"):
        answer = user.get(path)
        assert answer.status_code == 404, path
        assert "There is nothing here" in answer.text
    assert user.get("/mail/1/body").status_code == 404
    assert user.get("/contacts/99/edit").status_code == 404


def test_every_text_has_its_spanish() -> None:
    """What templates and forms say, and every word that a choice, a folder or a notice has."""
    spoken = {*frame.FOLDERS.values(), *frame.NOTICES.values(), *calendar.ANSWERS.values()}
    spoken |= {*sharing.LEVELS.values(), *access.RIGHTS.values(), *access.SCOPES.values()}
    spoken |= {*access.DAYS.values()}
    for source in (*WORLD.folder.glob("templates/**/*.html"), *WORLD.folder.glob("*.py")):
        text = source.read_text("utf-8")
        found = re.findall(r"""\bt\(\s*(?:"([^"]+)"|'([^']+)')\s*[)]""", text)
        spoken |= {one or other for one, other in found}
    tabs = (WORLD.folder / "templates/settings/frame.html").read_text("utf-8")
    spoken |= set(re.findall(r'\("[a-z]+", "([^"]+)"\)', tabs))
    assert spoken - WORLD.texts.keys() == set()
    assert len(spoken) > 250


def test_no_spanish_is_left_over() -> None:
    """Every translated text is still said somewhere, or is the seed's."""
    sources = [*WORLD.folder.glob("templates/**/*.html"), *WORLD.folder.glob("*.py")]
    said = "\n".join(source.read_text("utf-8") for source in [*sources, WORLD.folder / "content.yaml"])
    assert [text for text in WORLD.texts if text not in said] == []


def test_days_are_told_in_the_language(server: WorldServer, user: httpx.Client) -> None:
    """Today by its time, this year without its number, an older one with it."""
    server.database.run("UPDATE threads SET at = '2025-12-11 12:00' WHERE id = 1")
    rows = {row["id"]: row["when"] for row in user.get("/api/threads?folder=inbox&from=40").json()["rows"]}
    assert rows[1] == "11 Dec 2025"
    first = user.get("/api/threads?folder=inbox").json()["rows"]
    assert first[0]["when"] == "10:21"
    server.database.run("UPDATE setting SET value = 'es' WHERE name = 'language'")
    rows = {row["id"]: row["when"] for row in user.get("/api/threads?folder=inbox").json()["rows"]}
    assert rows[22] == "12 may"


def test_unread_mail_and_open_drafts_are_counted(server: WorldServer, user: httpx.Client) -> None:
    """Beside the folder; what has been opened counts no more."""
    shown = re.compile(r"Inbox</span><b>(\d+)</b>")
    before = shown.search(user.get("/compose").text)
    user.get("/thread/1")
    after = shown.search(user.get("/compose").text)
    assert before is not None
    assert after is not None
    assert int(before[1]) - int(after[1]) == 1
    assert "Drafts</span><b>3</b>" in user.get("/compose").text
