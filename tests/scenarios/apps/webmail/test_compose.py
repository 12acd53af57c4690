"""Writing mail."""

import html
import re

import httpx

from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD
from scenarios.apps.webmail.compose import Letter

SLOTS = WORLD.slots(0)


def _letter(user: httpx.Client, ask: str) -> Letter:
    """The form as it comes."""
    text = user.get(f"/compose?{ask}").text
    fields = {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', text)}
    body = re.search(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)
    return Letter(
        to=fields["to"],
        cc=fields["cc"],
        subject=fields["subject"],
        body=html.unescape(body[1]) if body else "",
        thread=int(fields["thread"]),
        passes_on=int(fields["passes_on"]),
        kept=[int(number) for number in re.findall(r'name="kept" value="(\d+)" checked', text)],
    )


def test_a_reply_goes_to_the_sender_alone(user: httpx.Client) -> None:
    """With the mail quoted below the signature; to all, the others get copies."""
    alone, everyone = _letter(user, "reply=3"), _letter(user, "reply=4&all=1")
    assert (alone.to, alone.cc, alone.thread) == (SLOTS["client_email"], "", 2)
    assert alone.subject == f"Re: Pricing for {SLOTS['client_firm']}"
    assert "Operations, Tidewell" in alone.body
    assert "> our board meets on Friday." in alone.body
    assert (everyone.to, everyone.cc) == (SLOTS["boss_email"], SLOTS["client_email"])


def test_an_answer_to_ones_own_mail_goes_on_to_its_reader(user: httpx.Client) -> None:
    """Not back to oneself."""
    assert _letter(user, "reply=1").to == SLOTS["client_email"]


def test_a_forward_keeps_the_attachments(user: httpx.Client) -> None:
    """And is a conversation of its own."""
    letter = _letter(user, "forward=5")
    assert letter.subject == f"Fwd: Invoice {SLOTS['invoice']} from {SLOTS['supplier_firm']}"
    assert (letter.to, letter.thread, letter.passes_on, letter.kept) == ("", 0, 5, [1])


def test_an_answer_joins_its_conversation(server: WorldServer, user: httpx.Client) -> None:
    """What is new begins one, in the folder of what was sent."""
    joined = user.post("/send", data={"to": "a@b.example", "body": "Yes", "thread": "3"})
    assert joined.headers["location"] == "/thread/3?done=sent"
    new = user.post("/send", data={"to": "Ada <a@b.example>; c@d.example", "body": "Yes"})
    number = new.headers["location"].split("/")[2].split("?")[0]
    dump = server.dump()
    assert dump["threads"][number]["folder"] == "sent"
    (sent,) = (row for row in dump["messages"].values() if row["thread_id"] == int(number))
    assert (sent["recipients"], sent["own"]) == ("a@b.example, c@d.example", 1)


def test_a_wrong_address_is_told_and_nothing_is_lost(user: httpx.Client) -> None:
    """What was written is still there."""
    answer = user.post("/send", data={"to": "Ada", "subject": "Lunch", "body": "At one?"})
    assert answer.status_code == 400
    assert "“Ada” is not an address." in answer.text
    assert "At one?" in answer.text


def test_a_draft_is_kept_changed_and_sent(server: WorldServer, user: httpx.Client) -> None:
    """Once sent it is no draft any more."""
    fields = {"to": "a@b.example", "subject": "Plan", "body": "First"}
    user.post("/drafts", data=fields)
    user.post("/drafts", data={**fields, "body": "Second", "draft": "4"})
    assert _letter(user, "draft=4").body == "Second"
    assert "Plan" in user.get("/drafts").text
    user.post("/send", data={**fields, "draft": "4"})
    assert "Plan" not in user.get("/drafts").text
    assert server.dump()["drafts"]["4"]["status"] == "sent"


def test_suggestions_name_who_was_written_to_last(user: httpx.Client) -> None:
    """The namesake outside comes before the colleague, and is marked."""
    people = user.get("/api/people", params={"q": SLOTS["colleague_first"]}).json()
    assert [one["name"] for one in people[:2]] == [SLOTS["twin"], SLOTS["colleague"]]
    assert [one["outside"] for one in people[:2]] == [True, False]
