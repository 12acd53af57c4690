"""Every page of the console in both languages and all layouts."""

import re

import httpx
import pytest

from scenarios.apps.admin import WORLD
from scenarios.apps.admin.frame import SECTIONS
from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting

PAGES = (
    *(path for entries in SECTIONS.values() for path, _, _ in entries),
    "/account",
    "/runbooks/restore",
    "/members?q=a&role=Viewer",
    "/members/2",
    "/members/invite",
    "/requests/2",
    "/tokens/new",
    "/environments/production",
    "/environments/staging/secrets",
    "/environments/staging/migrations",
    "/embed/migrations/2",
    "/embed/feed",
    "/embed/pay/1",
    "/backups?environment=staging",
    "/incidents/1",
    "/audit/export",
    "/audit/download",
    "/api/audit?q=deploy",
    "/billing/plan",
    "/billing/invoices/1",
    "/billing/invoices/2",
    "/login",
)


@pytest.mark.parametrize("layout", range(WORLD.layouts))
@pytest.mark.parametrize("language", ["en", "pt"])
def test_every_page_opens_and_changes_nothing(
    server: WorldServer, user: httpx.Client, language: str, layout: int
) -> None:
    """Looking is free of effects, whatever the language and the layout."""
    server.reset(Setting(language=language, layout=layout))
    before = server.dump()
    for path in PAGES:
        answer = user.get(path)
        assert answer.status_code == 200, path
    assert server.diff(before) == []


def test_every_page_has_work_for_the_navigation(user: httpx.Client) -> None:
    """The sections of the frame lead to pages that mark themselves as the present one."""
    for entries in SECTIONS.values():
        for path, title, _ in entries:
            page = user.get(path).text
            assert re.search(rf'<a href="{path}" aria-current="page">', page), title


def test_every_text_has_its_portuguese(server: WorldServer, user: httpx.Client) -> None:
    """Nothing that a template or a table of terms says is missing from the second language."""
    templates = WORLD.folder / "templates"
    spoken = {
        one or other
        for source in (*templates.glob("*.html"), *WORLD.folder.glob("*.py"))
        for one, other in re.findall(r"\bt\(\s*(?:\"([^\"]+)\"|'([^']+)')", source.read_text("utf-8"))
    }
    spoken |= {title for entries in SECTIONS.values() for _, title, _ in entries} | set(SECTIONS)
    assert spoken - set(WORLD.texts) == set()


def test_an_address_that_is_not_there_says_so(user: httpx.Client) -> None:
    """Unknown rows answer 404 with a page of the console."""
    for path in ("/members/999", "/environments/none", "/incidents/99", "/runbooks/none", "/requests/99"):
        answer = user.get(path)
        assert answer.status_code == 404, path
        assert "Not here" in answer.text


def test_what_was_done_is_told_after_an_act(user: httpx.Client) -> None:
    """A form sends the browser on, and the next page says what happened."""
    answer = user.post("/backups/take", data={"environment": "staging", "name": "before lunch"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/backups?done=backup")
    page = user.get(answer.headers["location"]).text
    assert "The backup is taken." in page
    assert "before lunch" in page
