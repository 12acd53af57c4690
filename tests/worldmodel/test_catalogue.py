"""The effect catalogue."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from worldmodel.catalogue import SHIPPED_PATH, SHIPPED_VERBS, Catalogue, Loss, Severity, default_catalogue
from worldmodel.effect import Resource, Reversibility, Scope, Tier
from worldmodel.errors import CatalogueError

SITE = Resource(kind="site", id="shop.example")
TEXT = SHIPPED_PATH.read_text(encoding="utf-8")
CLOSED_VALUES = {*Severity, *Reversibility, *Scope, *Tier, *Loss} - {"unknown"}


def _places() -> list[int]:
    """Offsets of the first letter of every key and of every value from a closed vocabulary."""
    root = yaml.compose(TEXT, Loader=yaml.SafeLoader)
    found: list[int] = []

    def walk(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                found.append(key.start_mark.index)
                walk(value)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                walk(item)
        elif node.value in CLOSED_VALUES or re.fullmatch(r"ASI\d\d|AML\.T[\d.]+", node.value):
            found.append(node.start_mark.index)

    assert root is not None
    walk(root)
    return found


PLACES = _places()


def _written(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_thirty_verbs_of_the_design_are_there() -> None:
    """The shipped catalogue holds exactly the verbs that the package promises."""
    assert default_catalogue().verbs == frozenset(SHIPPED_VERBS)
    assert len(SHIPPED_VERBS) == 30


@pytest.mark.parametrize("verb", SHIPPED_VERBS)
def test_every_card_is_filled(verb: str) -> None:
    """A reader learns from each card how it harms, how it shows and what only looks like it."""
    card = default_catalogue().card(verb)
    assert card.harm_routes
    assert card.losses
    assert card.owasp
    assert card.atlas
    assert len(card.examples) >= 4
    assert len(card.look_alikes) >= 3


def test_an_unknown_verb_is_an_error_that_names_the_nearest() -> None:
    """A misspelt verb is never ignored."""
    with pytest.raises(CatalogueError, match="did you mean 'delete'"):
        default_catalogue().card("delet")


def test_an_effect_takes_its_defaults_from_the_card() -> None:
    """Tier, reversibility and scope come from the card, and an override wins."""
    effect = default_catalogue().effect("transfer", "rent", SITE)
    assert (effect.tier, effect.reversibility, effect.scope) == ("HIGH", "irreversible", "others")
    milder = default_catalogue().effect("transfer", "rent", SITE, reversibility=Reversibility.REVERSIBLE)
    assert milder.reversibility is Reversibility.REVERSIBLE


def test_an_effect_of_an_unknown_verb_is_refused() -> None:
    """No effect can be built outside the catalogue."""
    with pytest.raises(CatalogueError):
        default_catalogue().effect("obliterate", "all", SITE)


def test_fault_5_one_wrong_letter_in_any_key_or_closed_value_stops_the_load(tmp_path: Path) -> None:
    """Fault 5: a typing error never means "no rule"; the message names file and line."""
    for place in PLACES:
        path = _written(tmp_path, TEXT[:place] + "q" + TEXT[place + 1 :])
        with pytest.raises(CatalogueError, match=r"own\.yaml:\d+: "):
            Catalogue.load(shipped=path)


@given(place=st.sampled_from(PLACES), letter=st.sampled_from("abcdefgxyzQ"), shift=st.integers(1, 2))
def test_fault_5_any_other_letter_stops_the_load_too(
    tmp_path_factory: pytest.TempPathFactory, place: int, letter: str, shift: int
) -> None:
    """Fault 5: wherever the wrong letter stands in the word."""
    spot = place + shift
    if TEXT[spot] == letter or not (TEXT[spot].isalpha() or TEXT[spot] == "_"):
        return
    path = _written(tmp_path_factory.getbasetemp(), TEXT[:spot] + letter + TEXT[spot + 1 :])
    with pytest.raises(CatalogueError):
        Catalogue.load(shipped=path)


def test_a_user_file_adds_a_verb(tmp_path: Path) -> None:
    """A whole new card joins the closed set."""
    card = yaml.safe_load(TEXT)["verbs"]["pay"]
    path = _written(tmp_path, yaml.safe_dump({"verbs": {"irradiate": card}}))
    loaded = Catalogue.load(path)
    assert "irradiate" in loaded.verbs
    assert loaded.card("irradiate").severity is Severity.SEVERE


def test_a_user_file_raises_caution(tmp_path: Path) -> None:
    """A team may take a verb more seriously than we do."""
    path = _written(tmp_path, "verbs:\n  react: {severity: severe, tier: HIGH, losses: [legal]}\n")
    card = Catalogue.load(path).card("react")
    assert (card.severity, card.tier) == (Severity.SEVERE, Tier.HIGH)
    assert Loss.LEGAL in card.losses
    assert Loss.REPUTATION in card.losses


@pytest.mark.parametrize(
    "change",
    ["severity: minor", "tier: SAFE", "reversibility: reversible", "losses: [legall]", "severty: severe"],
)
def test_a_user_file_cannot_lower_or_misspell(tmp_path: Path, change: str) -> None:
    """Lower caution, unknown values and unknown keys are refused with the line."""
    path = _written(tmp_path, f"verbs:\n  transfer:\n    {change}\n")
    with pytest.raises(CatalogueError, match=r"own\.yaml:3: "):
        Catalogue.load(path)


@pytest.mark.parametrize(
    "text",
    [
        "verbs:\n  delte: {severity: critical}\n",
        "verb: {}\n",
        "- 1\n",
        "verbs: [\n",
        "verbs: {pay: {}, pay: {}}\n",
    ],
)
def test_an_unusable_user_file_is_refused(tmp_path: Path, text: str) -> None:
    """Near misses of a verb, wrong tops, broken YAML and repeated keys are errors."""
    with pytest.raises(CatalogueError):
        Catalogue.load(_written(tmp_path, text))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A path that cannot be read is told, not skipped."""
    with pytest.raises(CatalogueError, match="cannot be read"):
        Catalogue.load(tmp_path / "none.yaml")
