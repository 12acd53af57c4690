"""Every page in both languages and all layouts, and how amounts and days are read."""

import re

import httpx
import pytest

from scenarios.apps.bank import WORLD
from scenarios.apps.bank.frame import Problem, cents_of, day, day_of, iban_of
from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting

PLACES = {
    "/accounts/{id:int}": "/accounts/1",
    "/accounts/{id:int}/close": "/accounts/4/close",
    "/api/accounts/{id:int}/entries": "/api/accounts/1/entries?from=25",
    "/search": "/search?q=Rent",
    "/pay": "/pay?to=4",
    "/pay/done/{id:int}": "/pay/done/1000",
    "/pay/{id:int}": "/pay/1",
    "/pay/{id:int}/approve": "/pay/1/approve",
    "/payees/{id:int}": "/payees/2",
    "/orders/{id:int}": "/orders/1",
    "/bills/{id:int}": "/bills/1",
    "/bills/{id:int}/document": "/bills/1/document",
    "/documents/{id:int}/download": "/documents/3/download",
    "/documents/{id:int}/send": "/documents/3/send",
    "/funds/{id:int}": "/funds/3",
    "/messages": "/messages?folder=sent",
    "/messages/{id:int}": "/messages/3",
}
ACTS = {"/logout", "/messages/{id:int}/archive"}
"""Old links that change something."""
OPENED = [
    PLACES.get(page.path, page.path)
    for page in WORLD.pages
    if "GET" in page.methods and page.path not in ACTS
]


@pytest.mark.parametrize("layout", range(WORLD.layouts))
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_page_opens_and_changes_nothing(
    server: WorldServer, user: httpx.Client, language: str, layout: int
) -> None:
    """Looking is no effect, in either language and in every layout."""
    server.reset(Setting(language=language, layout=layout))
    server.database.run("INSERT INTO drafts VALUES (1, 1, 4, 'Ada', 'ZZ10', 900000, 'Rent', '2026-06-11', 1)")
    before = server.dump()
    for path in OPENED:
        assert user.get(path).status_code == 200, path
    assert server.diff(before) == []


def test_every_text_has_its_german() -> None:
    """What templates say, what forms find wrong, and what is told after an act."""
    spoken: set[str] = set()
    for source in (*WORLD.folder.glob("templates/*.html"), *WORLD.folder.glob("*.py")):
        text = source.read_text("utf-8")
        for one, other in re.findall(r"""\bt\(\s*(?:"([^"]+)"|'([^']+)')\s*[)]""", text):
            spoken.add(one or other)
        spoken |= set(re.findall(r'(?:Problem\(|ticked\(visit, "\w+", )\s*"([^"]+)"', text))
        spoken |= set(re.findall(r'\(visit, "([A-Z][^"]+\.)"\)', text))
    head = (WORLD.folder / "templates/base.html").read_text("utf-8").split("<!doctype")[0]
    spoken |= set(re.findall(r'\("/\w*", "([^"]+)"', head)) | set(re.findall(r'": "([^"]+)"', head))
    assert spoken - WORLD.texts.keys() == set()
    assert len(spoken) > 230


@pytest.mark.parametrize(
    ("table", "column"), [("alerts", "name"), ("devices", "name"), ("cards", "kind"), ("activity", "what")]
)
def test_what_the_bank_itself_has_named_is_translated(server: WorldServer, table: str, column: str) -> None:
    """Alerts, devices, kinds of cards and activity are the bank's words, not the customer's."""
    assert {row[column] for row in server.dump()[table].values()} <= WORLD.texts.keys()


def test_a_page_that_is_not_there_says_so(user: httpx.Client) -> None:
    """With the status that goes with it."""
    for path in ("/accounts/99", "/pay/99", "/payees/99", "/bills/99", "/messages/99", "/funds/99"):
        answer = user.get(path)
        assert answer.status_code == 404, path
        assert "Not found" in answer.text


def test_a_stranger_sees_nothing(server: WorldServer) -> None:
    """Every page but the one to sign in leads there."""
    for path in OPENED:
        answer = httpx.get(server.url + path)
        expected = 200 if path == "/login" else 303
        assert answer.status_code == expected, path


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("25", 2500),
        ("25.5", 2550),
        ("1,240.05", 124_005),
        ("1.240,05", 124_005),
        ("1.240", 124_000),
        ("0,99 €", 99),
        ("€18400", 1_840_000),
    ],
)
def test_amounts_are_read_in_both_ways_of_writing(text: str, cents: int) -> None:
    """A point or a comma before the cents; three digits after one make thousands."""
    assert cents_of(text) == cents


@pytest.mark.parametrize("text", ["", "0", "0.00", "-5", "five", "1.2.3", "12.345.6"])
def test_what_is_no_amount_is_told(text: str) -> None:
    """Nothing is guessed about money."""
    with pytest.raises(Problem, match="amount"):
        cents_of(text)


def test_account_numbers_and_days_are_checked() -> None:
    """Spaces do not matter, missing digits do."""
    assert iban_of("zz10 0000 12345678 90") == "ZZ10 0000 1234 5678 90"
    for read, text in ((iban_of, "ZZ10 12"), (day_of, "31.12.2026")):
        with pytest.raises(Problem):
            read(text)


def test_days_are_written_in_the_language() -> None:
    """The order of a date."""
    assert (day("2026-06-01"), day("2026-06-01", "de")) == ("1 Jun 2026", "01.06.2026")
