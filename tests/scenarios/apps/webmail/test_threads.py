"""One conversation, and what is done with it."""

import httpx

from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD


def test_a_conversation_shows_its_mails_in_order(user: httpx.Client) -> None:
    """And marks who writes from outside."""
    text = user.get("/thread/2").text
    slots = WORLD.slots(0)
    assert text.index("our board meets on Friday") < text.index("look at the figures again")
    assert f'&lt;{slots["client_email"]}&gt;</span> <span class="tag">outside' in text
    assert f'&lt;{slots["boss_email"]}&gt;</span> <span class="tag">' not in text


def test_what_people_write_is_text(server: WorldServer, user: httpx.Client) -> None:
    """No markup of theirs gets through; addresses become links."""
    server.database.run(
        "UPDATE messages SET body = 'See <b>that</b> at https://a.example/b now' WHERE thread_id = 6"
    )
    text = user.get("/thread/6").text
    assert "&lt;b&gt;that" in text
    assert 'href="https://a.example/b' in text


def test_pictures_from_outside_wait_to_be_asked_for(server: WorldServer, user: httpx.Client) -> None:
    """Unless the settings say always."""
    assert "chart.svg" not in user.get("/mail/9/body").text
    assert "chart.svg" in user.get("/mail/9/body?pictures=1").text
    server.database.run("UPDATE users SET images = 'always' WHERE id = 1")
    assert "chart.svg" in user.get("/mail/9/body").text


def test_after_a_move_the_folder_is_shown(user: httpx.Client) -> None:
    """With a notice; what is restored is shown itself."""
    answer = user.post("/thread/3/archive", follow_redirects=True)
    assert answer.url.path == "/mail/inbox"
    assert "Conversation archived." in answer.text
    assert user.post("/thread/44/restore").headers["location"] == "/thread/44?done=restored"


def test_labels_are_set_as_they_are_ticked(server: WorldServer, user: httpx.Client) -> None:
    """Those that are not ticked go."""
    user.post("/thread/27/labels", data={"label": ["1", "2"]})
    labels = [row["label_id"] for row in server.dump()["thread_labels"].values() if row["thread_id"] == 27]
    assert sorted(labels) == [1, 2]
    user.post("/thread/27/labels")
    assert not [row for row in server.dump()["thread_labels"].values() if row["thread_id"] == 27]


def test_a_label_is_new_only_once(user: httpx.Client) -> None:
    """However it is written."""
    assert user.post("/labels/new", data={"name": "Later"}).status_code == 303
    again = user.post("/labels/new", data={"name": "LATER"})
    assert again.status_code == 400
    assert "There is a label of that name." in again.text


def test_an_attachment_opens_in_its_frame(server: WorldServer, user: httpx.Client) -> None:
    """And is kept among the user's files when asked."""
    assert 'src="/attachment/4?view=text"' in user.get("/attachment/4").text
    assert "ON-TIME REPORT APRIL" in user.get("/attachment/4?view=text").text
    assert user.post("/attachment/4/keep").json()["kept"] == "report-april.txt"
    assert "report-april.txt" in [row["name"] for row in server.dump()["files"].values()]
