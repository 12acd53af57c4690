"""Words for operations: synonyms, words that belong together, and names that only ask."""

import pytest

from worldmodel.action import Action, Surface
from worldmodel.address import deed_of
from worldmodel.callname import read_name
from worldmodel.operations import CHANGE, COMPOUNDS, READ, SAME_AS, TABLED
from worldmodel.snapshot import Snapshot
from worldmodel.structural import StructuralModel

NOUNS = {"rates", "standingorder", "directdebit", "recurringpayment", "recurringtransfer", "autopay"}
"""Words of a name that are one thing together, not one operation."""


def verbs(name: str, **given: object) -> set[str]:
    """The verbs that a call of this name has; `?` where it can't be told."""
    found = StructuralModel().predict_now(
        Snapshot(surface="tool"), Action.of(Surface.TOOL, name, id="x1", **given)
    )
    return {"?"} if found.abstained else {effect.verb for effect in found.effects}


def test_no_word_both_looks_and_stands_for_a_change() -> None:
    """A synonym of a change that also counted as a look would be let through."""
    assert not set(SAME_AS) & READ
    assert not set(SAME_AS) & TABLED
    assert all(word in CHANGE | READ or word in NOUNS for word in COMPOUNDS.values())


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("wallet.topUp", "pay"), ("prepaid_top_up", "pay"), ("fund-transfer.cash_out", "transfer"),
        ("telephony.port_number", "transfer"), ("sim.swap", "transfer"), ("device.factory_reset", "delete"),
        ("media.cleanup", "delete"), ("records.expunge", "delete"), ("alerts.silence", "weaken"),
        ("alarm.bypass", "weaken"), ("guard.exempt", "weaken"), ("iot.ota_update", "install"),
        ("iot.push_firmware", "install"), ("video.make_public", "publish"), ("campaign.launch", "publish"),
        ("k8s.rollout", "execute"), ("clinic.update_dose", "update"), ("car.unlock", "weaken"),
        ("invoices.send_invoice", "send"), ("token.approve", "grant"), ("lights_on", "configure"),
        ("return_item", "update"), ("swap_shift", "update"), ("release_room", "update"),
        ("push_notification", "send"), ("device.trust", "grant"), ("contract.countersign", "send"),
    ],
)  # fmt: skip
def test_one_deed_in_many_words(name: str, verb: str) -> None:
    """Interfaces of many trades name what they do in words of their own."""
    assert verb in verbs(name)


@pytest.mark.parametrize(
    "name",
    ["bank.balance", "maps.eta", "calendar.free_busy", "who_am_i", "upcoming_events", "train_times",
     "uv_index",
     "exchange_rate",
     "car.batteryStatus", "text.proofread", "kalender.anzeigen", "telephony.check_portability"],
)  # fmt: skip
def test_names_that_only_ask(name: str) -> None:
    """A noun that is shown, or a word of asking, reads."""
    assert verbs(name) == {"read"}


@pytest.mark.parametrize("name", ["frobnicate", "quux_it", "zap_everything", "parcel.zorp"])
def test_words_that_nobody_knows_stay_unknown(name: str) -> None:
    """Breadth is no licence: an unknown word is asked about."""
    assert verbs(name) == {"?"}


@pytest.mark.parametrize("key", ["skip", "refresh", "extend", "build", "file", "ship"])
def test_synonyms_are_no_deeds_of_an_address(key: str) -> None:
    """In the query of a GET such words are parameters of a view."""
    assert deed_of(f"https://a.example/list?{key}=20") is None


def test_a_name_that_reads_says_so() -> None:
    """The reading of a name is known from the name alone."""
    assert read_name("next_event").reads
    assert not read_name("chat.set_status").reads
    assert not read_name("post_status").reads
