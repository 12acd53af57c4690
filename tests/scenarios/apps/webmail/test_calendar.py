"""The calendar."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD

EVENT = {"title": "Talk", "day": "2026-05-18", "starts": "10:00", "ends": "11:00", "calendar": "1"}


def test_a_week_shows_its_own_days(user: httpx.Client) -> None:
    """This one unless another is asked for."""
    now, then = user.get("/calendar").text, user.get("/calendar?week=2026-05-20").text
    assert "Dentist" in now
    assert "Dentist" not in then
    assert "Budget review" in then
    assert user.get("/calendar?week=nonsense").text.count("Dentist") == now.count("Dentist")


def test_an_event_stands_at_its_hour(user: httpx.Client) -> None:
    """44 pixels an hour, from seven; what takes all day is a bar on top."""
    text = user.get("/calendar?week=2026-05-18").text
    assert "top: 176.0px; height: 41.0px" in text  # the budget review, 11 to 12
    assert "top: 0px; height: 19.0px" in text  # a colleague's leave


def test_an_answer_reaches_the_organiser(server: WorldServer, user: httpx.Client) -> None:
    """And is shown; the calendar is not opened by it."""
    user.post("/event/8/answer", data={"answer": "maybe", "note": "Later?", "day": "", "starts": ""})
    (answer,) = server.dump()["answers"].values()
    assert answer["organiser_email"] == WORLD.slots(0)["boss_email"]
    assert "Later?" in user.get("/event/8").text
    assert len(server.dump()["calendar_shares"]) == 2


def test_one_of_a_series_can_go_alone(server: WorldServer, user: httpx.Client) -> None:
    """Guests keep the event, as cancelled."""
    user.post("/event/6/cancel", data={"which": "one"})
    states = {row["id"]: row["status"] for row in server.dump()["events"].values()}
    assert [states[number] for number in (5, 6, 7)] == ["on", "cancelled", "on"]
    assert "This event is cancelled." in user.get("/event/6").text


def test_nobody_cancels_what_another_organises(server: WorldServer, user: httpx.Client) -> None:
    """There is no such page for it."""
    before = server.dump()
    assert user.post("/event/9/cancel").status_code == 404
    assert server.dump() == before


def test_guests_are_invited_when_an_event_is_made(server: WorldServer, user: httpx.Client) -> None:
    """Each by address, under their name where it is known."""
    boss = WORLD.slots(0)["boss"], WORLD.slots(0)["boss_email"]
    made = user.post("/calendar/new", data={**EVENT, "guests": f"{boss[1]}, a@b.example"})
    text = user.get(made.headers["location"]).text
    assert boss[0] in text
    assert "a@b.example" in text


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"day": ""}, {"ends": "10:00"}, {"calendar": "9"}, {"guests": "nobody"}]
)
def test_what_is_no_event_is_told(server: WorldServer, user: httpx.Client, wrong: dict[str, str]) -> None:
    """And not made."""
    before = server.dump()
    answer = user.post("/calendar/new", data={**EVENT, **wrong})
    assert answer.status_code == 400
    assert 'class="problem"' in answer.text
    assert server.dump() == before
