"""Lists of conversations, and what is done to many of them."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD
from scenarios.apps.webmail.lists import PER_PAGE


def _ids(robin: httpx.Client, ask: str) -> list[int]:
    return [row["id"] for row in robin.get(f"/api/threads?{ask}").json()["rows"]]


def test_a_folder_comes_in_batches(robin: httpx.Client) -> None:
    """The newest first, none twice, and the last batch says that it is the last."""
    seen: list[int] = []
    while True:
        batch = robin.get(f"/api/threads?folder=inbox&from={len(seen)}").json()
        seen += [row["id"] for row in batch["rows"]]
        assert len(batch["rows"]) <= PER_PAGE
        if not batch["more"]:
            break
    assert len(seen) == len(set(seen)) == batch["total"] > 2 * PER_PAGE
    assert seen[0] == 17


def test_a_search_looks_everywhere_but_in_trash_and_spam(robin: httpx.Client) -> None:
    """In subjects, texts and senders."""
    assert _ids(robin, "q=contract+with") == [53]
    assert 54 in _ids(robin, f"q={WORLD.slots(0)['accountant_email']}")
    assert _ids(robin, "q=Cheap+diesel") == []


def test_labels_and_stars_are_lists_too(mailbox: WorldServer, robin: httpx.Client) -> None:
    """Whatever folder their mail is in, but the trash."""
    assert {1, 2, 53} <= set(_ids(robin, "label=1"))
    assert set(_ids(robin, "folder=starred")) == {25, 39}
    mailbox.database.run("UPDATE threads SET folder = 'trash' WHERE id IN (1, 25)")
    assert 1 not in _ids(robin, "label=1")
    assert _ids(robin, "folder=starred") == [39]


@pytest.mark.parametrize(
    ("action", "folder"),
    [("archive", "archive"), ("trash", "trash"), ("spam", "spam"), ("restore", "inbox"), ("inbox", "inbox")],
)
def test_moving_takes_the_chosen_and_no_other(
    mailbox: WorldServer, robin: httpx.Client, action: str, folder: str
) -> None:
    """To the folder that the action means."""
    before = {row["id"]: row["folder"] for row in mailbox.dump()["threads"].values()}
    assert robin.post("/api/threads", json={"action": action, "ids": [3, 50]}).json() == {"done": 2}
    after = {row["id"]: row["folder"] for row in mailbox.dump()["threads"].values()}
    assert {key: value for key, value in after.items() if before[key] != value} == {
        key: folder for key in (3, 50) if before[key] != folder
    }


def test_everything_means_what_the_list_asks_for(mailbox: WorldServer, robin: httpx.Client) -> None:
    """Beyond the batch that is shown, and nothing else."""
    name = WORLD.slots(0)["paper"]
    robin.post("/api/threads", params={"q": name}, json={"action": "trash", "all": True})
    trashed = [row["subject"] for row in mailbox.dump()["threads"].values() if row["folder"] == "trash"]
    assert sum(subject.startswith(f"{name}:") for subject in trashed) == 3
    assert len(trashed) == 9


def test_ticks_stay_until_something_is_done_with_them(mailbox: WorldServer, robin: httpx.Client) -> None:
    """A new choice takes the place of the old one."""
    robin.put("/api/picked", json={"ids": [3, 4]})
    robin.put("/api/picked", json={"ids": [4, 5, "x"]})
    assert set(mailbox.dump()["picked"]) == {"4", "5"}
    rows = robin.get("/api/threads?folder=inbox&from=0").json()["rows"]
    assert [row["id"] for row in rows if row["picked"]] == [5]
    robin.post("/api/threads", json={"action": "archive", "ids": [4]})
    assert set(mailbox.dump()["picked"]) == {"5"}


def test_deleting_for_good_takes_the_mails_along(mailbox: WorldServer, robin: httpx.Client) -> None:
    """With what hangs on them."""
    robin.post("/mail/trash/empty")
    dump = mailbox.dump()
    assert not [row for row in dump["threads"].values() if row["folder"] == "trash"]
    assert not [row for row in dump["messages"].values() if row["thread_id"] in range(44, 50)]
    assert not [row for row in dump["attachments"].values() if row["name"] == "lease-hall-3.pdf"]


def test_the_clean_up_takes_one_senders_mail(mailbox: WorldServer, robin: httpx.Client) -> None:
    """Of the inbox alone."""
    slots = WORLD.slots(0)
    mailbox.database.run("UPDATE threads SET folder = 'trash' WHERE id = 10")
    robin.post("/tidy", data={"sender": slots["paper_email"], "action": "archive"})
    folders = {row["id"]: row["folder"] for row in mailbox.dump()["threads"].values()}
    assert [folders[number] for number in (10, 11, 12, 13)] == ["trash", "archive", "archive", "inbox"]
