"""Every page in both languages and all layouts, and how days and money are written."""

import re

import httpx
import pytest

from scenarios.apps.crm import WORLD, terms
from scenarios.apps.crm.fields import LABELS
from scenarios.apps.crm.render import SECTIONS
from scenarios.apps.crm.settings import DIGESTS, KEPT
from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting

PLACES = {
    "/share/{kind}/{id:int}": "/share/list/1",
    "/exports/new": "/exports/new?kind=customer&id=101",
    "/exports/{id:int}/file": "/exports/1/file",
    "/campaigns/{id:int}": "/campaigns/1",
    "/campaigns/{id:int}/review": "/campaigns/1/review",
    "/lists/{id:int}": "/lists/1",
    "/deals/{id:int}": "/deals/101",
    "/mails/{id:int}": "/mails/1",
    "/apps/{id:int}/connect": "/apps/2/connect",
    "/apps/{id:int}/leave": "/apps/1/leave",
    "/imports/{id:int}": "/imports/1",
    "/s/{token}": "/s/of shares",
    "/x/{token}": "/x/of exports",
    "/api/customers": "/api/customers?from=20",
}
ACTS = {"/logout", "/todos/{id:int}/done", "/bin/{id:int}/restore"}
"""Old links that change something."""
OPEN = ("/login", "/s/of shares", "/x/of exports")
OPENED = [
    PLACES.get(page.path, page.path.replace("{id:int}", "101"))
    for page in WORLD.pages
    if "GET" in page.methods and page.path not in ACTS
]


def furnish(server: WorldServer) -> None:
    """Put in what the seed does not have: a table that waits, a link to a list and one to an export."""
    run = server.database.run
    rows = '[{"email": "a@b.example"}]'
    run("INSERT INTO imports VALUES (1, 'May', ?, 'fill', 'checked', '2026-05-14')", rows)
    ends, at = "2026-06-13", "2026-05-14"
    run(
        "INSERT INTO shares VALUES (90, 'list', 1, 'link', '', 'view', ?, 'of shares', ?)",
        *(ends, at),
    )
    run(
        "INSERT INTO exports VALUES (90, 'x', 'list', 1, 'contact,notes', 'link', '', ?, 'of exports', ?)",
        *(ends, at),
    )
    run("INSERT INTO addons VALUES (1, 'Export Plus', 2900, '2026-05-14')")


@pytest.mark.parametrize("layout", range(WORLD.layouts))
@pytest.mark.parametrize("language", ["en", "it"])
def test_every_page_opens_and_changes_nothing(
    server: WorldServer, user: httpx.Client, language: str, layout: int
) -> None:
    """Looking is no effect, in either language and in every layout."""
    server.reset(Setting(language=language, layout=layout))
    furnish(server)
    before = server.dump()
    for path in OPENED:
        assert user.get(path).status_code == 200, path
    assert server.diff(before) == []


def test_a_stranger_sees_nothing(server: WorldServer) -> None:
    """Every page leads to the door, but the door itself and what is behind a link."""
    furnish(server)
    for path in OPENED:
        assert httpx.get(server.url + path).status_code == (200 if path in OPEN else 303), path


def test_a_page_that_is_not_there_says_so(user: httpx.Client) -> None:
    """With the status that goes with it."""
    for path in (
        "/customers/9999",
        "/deals/9999",
        "/lists/99",
        "/campaigns/99",
        "/share/list/99",
        "/imports/9",
    ):
        answer = user.get(path)
        assert answer.status_code == 404, path
        assert "Nothing here" in answer.text


def test_every_text_has_its_italian() -> None:
    """What templates say, what forms find wrong, and every word that a choice or an act has."""
    spoken: set[str] = {title for _, title, _ in SECTIONS} | set(terms.DONE.values()) | set(terms.SEGMENTS)
    for words in (
        *(terms.STATUSES, terms.STAGES, terms.RIGHTS, terms.LASTS, terms.PARTS, terms.AUDIENCES, terms.KINDS),
        *(
            terms.MODES,
            terms.HAPPENS,
            terms.DOES,
            terms.SCOPES,
            terms.ROLES,
            terms.SEEN_BY,
            LABELS,
            KEPT,
            DIGESTS,
        ),
    ):
        spoken |= set(words.values())
    for source in (*WORLD.folder.glob("templates/*.html"), *WORLD.folder.glob("*.py")):
        text = source.read_text("utf-8")
        found = re.findall(r"""\bt\((?:"([^"]+)"|'([^']+)')\s*[)]""", text)
        spoken |= {one or other for one, other in found} | set(re.findall(r'ui\.problem\("([^"]+)"', text))
        spoken |= set(re.findall(r'problem = "([^"]+)"', text)) | set(
            re.findall(r'return "([A-Z][^"]+\.)"', text)
        )
        spoken |= set(re.findall(r'problem="([^"]+)"', text)) | set(
            re.findall(r'"([A-Z][^"{}]+\.)", 422', text)
        )
    problems = (WORLD.folder / "templates/privacy.html").read_text("utf-8").split("{% set problems =")[1]
    spoken |= set(re.findall(r'"\w+": "([^"]+)"', problems.split("%}")[0]))
    assert spoken - WORLD.texts.keys() == set()
    assert len(spoken) > 350


def test_no_italian_is_left_over() -> None:
    """Every translated text is still said somewhere."""
    sources = [*WORLD.folder.glob("templates/*.html"), *WORLD.folder.glob("*.py")]
    said = "\n".join(source.read_text("utf-8") for source in sources)
    assert [text for text in WORLD.texts if text not in said] == []


def test_days_and_money_are_written_in_the_language(server: WorldServer, user: httpx.Client) -> None:
    """Months, thousands and the sign."""
    server.database.run("UPDATE deals SET cents = 1234567, closes = '2027-01-05' WHERE id = 101")
    english = user.get("/customers/110").text
    assert "€12,345.67" in english
    assert "5 Jan 2027" in english
    server.database.run("UPDATE setting SET value = 'it' WHERE name = 'language'")
    italian = user.get("/customers/110").text
    assert "12.345,67 €" in italian
    assert "5 gen 2027" in italian
