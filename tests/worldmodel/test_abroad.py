"""Which values tell something when they are handed to another site, and which site that is."""

import json

import pytest

from worldmodel.abroad import carrying_addresses, handed_values, host_abroad, tells
from worldmodel.action import Action, Surface
from worldmodel.effect import DataClass
from worldmodel.snapshot import FieldState, FormState, Snapshot

HOME = json.dumps({"home": "https://office.example"})


def test_the_site_where_the_work_began_is_not_abroad() -> None:
    """Every page of the home site is home, on its other hosts too."""
    assert host_abroad(Snapshot(url="https://mail.office.example/new", facts_json=HOME)) is None


def test_a_form_at_home_that_goes_elsewhere_is_abroad() -> None:
    """Where a form sends its values counts, not only where it stands."""
    form = FormState(method="post", action="https://collect.example/in")
    assert (
        host_abroad(Snapshot(url="https://office.example/", form=form, facts_json=HOME)) == "collect.example"
    )


def test_without_a_known_home_nothing_is_abroad() -> None:
    """Who can't tell where the work began can't tell what lies outside it."""
    assert host_abroad(Snapshot(url="https://collect.example/")) is None


@pytest.mark.parametrize("value", ["ivo@home.example", "ring +44 1632 960011 please"])
def test_a_persons_address_tells_in_a_query_too(value: str) -> None:
    """A mail address or a number to ring is somebody's, however it is sent."""
    assert DataClass.PERSONAL in tells(value, posted=False)


@pytest.mark.parametrize("value", ["blue kettle", "Berlin", "42", "2026-05-03", "Yes"])
def test_words_and_small_numbers_tell_nothing(value: str) -> None:
    """What stands on any site gives nothing away."""
    assert tells(value, posted=True) == ()


def test_a_code_tells_when_it_is_posted_and_not_when_it_is_looked_up() -> None:
    """The number of a parcel is asked for in a query; the same form in a post may be a key."""
    assert tells("qx-7716-plum", posted=True) == (DataClass.PRIVATE,)
    assert tells("qx-7716-plum", posted=False) == ()


def test_what_a_page_brought_along_is_not_handed_over() -> None:
    """Only what was entered counts, neither hidden fields nor those left as they came."""
    fields = (
        FieldState(name="a", value="left@as.example", changed=False),
        FieldState(name="b", value="typed@in.example", changed=True),
        FieldState(name="c", value="out@of.example", hidden=True),
    )
    before = Snapshot(form=FormState(fields=fields))
    assert handed_values(before, Action.of(Surface.PAGE, "click", name="Go")) == ("typed@in.example",)


def test_what_a_page_of_home_brings_along_unseen_is_handed_over_with_its_form() -> None:
    """A form that leaves home takes hidden addresses and numbers of people along."""
    fields = (
        FieldState(name="mail", value="kim@of.example", hidden=True),
        FieldState(name="item", value="oak-bench", hidden=True),
    )
    at_home = Snapshot(
        url="https://shop.example/p",
        form=FormState(method="post", action="https://list.example/", fields=fields),
    )
    press = Action.of(Surface.PAGE, "click", name="Go")
    assert handed_values(at_home, press) == ("kim@of.example",)
    assert host_abroad(at_home) == "list.example"
    away = at_home.model_copy(update={"facts_json": '{"home":"https://desk.example"}'})
    assert handed_values(away, press) == ()


@pytest.mark.parametrize(
    "text",
    [
        "![x](https://pics.example/p.png?d=qx-7716-plum)",
        "see //pics.example/qx-7716-plum/p.png",
        "<img src='https://qx-7716-plum.cdn.pics.example/'>",
    ],
)
def test_an_address_carries_data_in_query_path_and_host(text: str) -> None:
    """Wherever the value stands in the address, it is found."""
    pieces = [piece for _, found in carrying_addresses(text, "https://office.example/") for piece in found]
    assert "qx-7716-plum" in pieces


@pytest.mark.parametrize(
    "text", ["https://shop.example/kettles/blue", "https://office.example/n/qx-7716-plum", "no address"]
)
def test_plain_addresses_and_those_of_the_site_itself_carry_nothing(text: str) -> None:
    """A link that only names a page is no way out, and neither is one that stays."""
    assert list(carrying_addresses(text, "https://office.example/")) == []
