"""From predicted effects to the fields of a record."""

import pytest

from scenarios.scoreboards.fields import changed, collection_of, key_of, words_of
from worldmodel.effect import Effect, Resource

COLUMNS = {
    "parcels": {"parcel_id", "status", "weight", "reroute_place", "reroute_agent_id", "place", "labels"},
    "companies": {"company_id", "name", "address"},
}


def effects(*verbs: str) -> list[Effect]:
    """One effect of each verb."""
    return [
        Effect(verb=verb, object="it", resource=Resource(kind="tool", id="t"), probability=0.9)
        for verb in verbs
    ]


def test_words_of_an_identifier() -> None:
    """In the singular, in lower case, without numbers and `id`."""
    assert words_of("newItemIds2") == {"new", "item"}


@pytest.mark.parametrize(
    ("tool", "arguments", "key"),
    [
        ("reroute_parcel", ["agent_id", "parcel_id"], "parcel_id"),
        ("reroute_parcel", ["agent_id", "place"], None),
        ("list_all", [], None),
    ],
)
def test_the_record_is_the_one_whose_id_is_given(tool: str, arguments: list[str], key: str | None) -> None:
    """Of several ids the one of the thing that the tool's name speaks of."""
    assert key_of(tool, arguments) == key


def test_collections_are_plurals() -> None:
    """Of the noun in the key."""
    assert [collection_of(key) for key in ("parcel_id", "company_id")] == ["parcels", "companies"]


def test_an_argument_changes_the_column_that_its_words_fit_best() -> None:
    """The operation's own column comes before the plain one; a column that shares no word is left alone."""
    found = changed("reroute_parcel", ["parcel_id", "place", "agent_id"], effects("update"), COLUMNS)
    assert found == {"parcels.reroute_place", "parcels.reroute_agent_id"}
    assert changed("move_parcel", ["parcel_id", "place"], effects("update"), COLUMNS) == {"parcels.place"}


def test_the_tools_name_may_name_the_column() -> None:
    """What it speaks of besides the record."""
    found = changed("set_company_address", ["company_id", "street1"], effects("update"), COLUMNS)
    assert found == {"companies.address"}


@pytest.mark.parametrize(("verb", "status"), [("update", False), ("delete", True), ("send", True)])
def test_what_ends_or_sends_a_record_changes_its_status(verb: str, *, status: bool) -> None:
    """To write a value into it does not."""
    found = changed("handle_parcel", ["parcel_id", "note"], effects(verb), COLUMNS)
    assert found == ({"parcels.status"} if status else set())


@pytest.mark.parametrize("verbs", [(), ("read",), ("read", "navigate")])
def test_looks_change_nothing(verbs: tuple[str, ...]) -> None:
    """Whatever they are given."""
    assert changed("move_parcel", ["parcel_id", "place"], effects(*verbs), COLUMNS) == frozenset()


def test_without_a_known_record_nothing_is_told() -> None:
    """No id, or a collection whose columns nobody knows."""
    assert changed("move_things", ["place"], effects("update"), COLUMNS) == frozenset()
    assert changed("move_box", ["box_id", "place"], effects("update"), COLUMNS) == frozenset()
