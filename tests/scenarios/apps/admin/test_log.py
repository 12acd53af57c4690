"""The audit log: pages of entries, and exports."""

import httpx


def test_entries_come_page_by_page(user: httpx.Client) -> None:
    """Scrolling on reaches every entry once, the newest first."""
    seen: list[int] = []
    before = ""
    while True:
        answer = user.get("/api/audit", params={"before": before} if before else {}).json()
        seen += [entry["id"] for entry in answer["entries"]]
        if not answer["more"]:
            break
        before = str(seen[-1])
    assert seen == list(range(150, 0, -1))


def test_a_search_narrows_the_log(user: httpx.Client) -> None:
    """Only entries that say the words come."""
    entries = user.get("/api/audit", params={"q": "index rebuild"}).json()["entries"]
    assert [entry["action"] for entry in entries] == ["backup.deleted"]


def test_an_export_needs_an_address(user: httpx.Client) -> None:
    """The form says what is missing."""
    answer = user.post("/audit/export", data={"what": "Audit log", "recipient": "nobody"})
    assert answer.status_code == 422
    assert "A mail address is needed." in answer.text


def test_what_is_done_is_noted(user: httpx.Client) -> None:
    """Every act leaves an entry with who did it and to what."""
    user.post("/backups/take", data={"environment": "staging", "name": "noted"})
    newest = user.get("/api/audit").json()["entries"][0]
    assert (newest["action"], newest["target"]) == ("backup.taken", "noted")
