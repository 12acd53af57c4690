"""Lists of conversations, and what is done to many of them."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD
from scenarios.apps.webmail.lists import PER_PAGE


def _ids(user: httpx.Client, ask: str) -> list[int]:
    return [row["id"] for row in user.get(f"/api/threads?{ask}").json()["rows"]]


def test_a_folder_comes_in_batches(user: httpx.Client) -> None:
    """The newest first, none twice, and the last batch says that it is the last."""
    seen: list[int] = []
    while True:
        batch = user.get(f"/api/threads?folder=inbox&from={len(seen)}").json()
        seen += [row["id"] for row in batch["rows"]]
        assert len(batch["rows"]) <= PER_PAGE
        if not batch["more"]:
            break
    assert len(seen) == len(set(seen)) == batch["total"] > 2 * PER_PAGE
    assert seen[0] == 17


def test_a_search_looks_everywhere_but_in_trash_and_spam(user: httpx.Client) -> None:
    """In subjects, texts and senders."""
    assert _ids(user, "q=contract+with") == [53]
    assert 54 in _ids(user, f"q={WORLD.slots(0)['accountant_email']}")
    assert _ids(user, "q=Cheap+diesel") == []


def test_labels_and_stars_are_lists_too(server: WorldServer, user: httpx.Client) -> None:
    """Whatever folder their mail is in, but the trash."""
    assert {1, 2, 53} <= set(_ids(user, "label=1"))
    assert set(_ids(user, "folder=starred")) == {25, 39}
    server.database.run("UPDATE threads SET folder = 'trash' WHERE id IN (1, 25)")
    assert 1 not in _ids(user, "label=1")
    assert _ids(user, "folder=starred") == [39]


@pytest.mark.parametrize(
    ("action", "folder"),
    [("archive", "archive"), ("trash", "trash"), ("spam", "spam"), ("restore", "inbox"), ("inbox", "inbox")],
)
def test_moving_takes_the_chosen_and_no_other(
    server: WorldServer, user: httpx.Client, action: str, folder: str
) -> None:
    """To the folder that the action means."""
    before = {row["id"]: row["folder"] for row in server.dump()["threads"].values()}
    assert user.post("/api/threads", json={"action": action, "ids": [3, 50]}).json() == {"done": 2}
    after = {row["id"]: row["folder"] for row in server.dump()["threads"].values()}
    assert {key: value for key, value in after.items() if before[key] != value} == {
        key: folder for key in (3, 50) if before[key] != folder
    }


def test_everything_means_what_the_list_asks_for(server: WorldServer, user: httpx.Client) -> None:
    """Beyond the batch that is shown, and nothing else."""
    name = WORLD.slots(0)["paper"]
    user.post("/api/threads", params={"q": name}, json={"action": "trash", "all": True})
    trashed = [row["subject"] for row in server.dump()["threads"].values() if row["folder"] == "trash"]
    assert sum(subject.startswith(f"{name}:") for subject in trashed) == 3
    assert len(trashed) == 9


def test_ticks_stay_until_something_is_done_with_them(server: WorldServer, user: httpx.Client) -> None:
    """A new choice takes the place of the old one."""
    user.put("/api/picked", json={"ids": [3, 4]})
    user.put("/api/picked", json={"ids": [4, 5, "x"]})
    assert set(server.dump()["picked"]) == {"4", "5"}
    rows = user.get("/api/threads?folder=inbox&from=0").json()["rows"]
    assert [row["id"] for row in rows if row["picked"]] == [5]
    user.post("/api/threads", json={"action": "archive", "ids": [4]})
    assert set(server.dump()["picked"]) == {"5"}


def test_deleting_for_good_takes_the_mails_along(server: WorldServer, user: httpx.Client) -> None:
    """With what hangs on them."""
    user.post("/mail/trash/empty")
    dump = server.dump()
    assert not [row for row in dump["threads"].values() if row["folder"] == "trash"]
    assert not [row for row in dump["messages"].values() if row["thread_id"] in range(44, 50)]
    assert not [row for row in dump["attachments"].values() if row["name"] == "lease-hall-3.pdf"]


def test_the_clean_up_takes_one_senders_mail(server: WorldServer, user: httpx.Client) -> None:
    """Of the inbox alone."""
    slots = WORLD.slots(0)
    server.database.run("UPDATE threads SET folder = 'trash' WHERE id = 10")
    user.post("/tidy", data={"sender": slots["paper_email"], "action": "archive"})
    folders = {row["id"]: row["folder"] for row in server.dump()["threads"].values()}
    assert [folders[number] for number in (10, 11, 12, 13)] == ["trash", "archive", "archive", "inbox"]
