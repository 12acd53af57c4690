"""One settings file, in which every typo is found."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentguard.authority import Standing
from agentguard.errors import ConfigurationError
from agentguard.settings import Settings, UnwantedRates

EVERYTHING = """\
mode = "enforce"

[gate]
stop_cost = 1.0

[gate.harm_cost]
severe = 12.0

[gate.reversibility]
irreversible = 2.0

[gate.unwanted]
ungranted = 0.8

[budget]
limit = 0.7

[limits]
permit_ttl = 30.0
equal_refusals = 3

[policy]
folder = "rules"

[ledger]
durability = "power"
"""

WORDS = sorted(
    {
        word
        for word in EVERYTHING.replace("=", " ").replace('"', " ").replace("[", " ").replace("]", " ").split()
        if word.replace(".", "").replace("_", "").isalpha() and word != "rules"
    }
)


def test_a_file_is_read_and_its_paths_are_relative_to_it(tmp_path: Path) -> None:
    """Settings name the project's own folders, wherever the program was started."""
    (tmp_path / "agentguard.toml").write_text(EVERYTHING)
    loaded = Settings.load(tmp_path / "agentguard.toml")
    assert loaded.policy.folder == tmp_path / "rules"
    assert loaded.ledger.path == str(tmp_path / ".agentguard/ledger.db")
    assert loaded.gate.harm_cost.severe == 12.0


@given(word=st.sampled_from(WORDS), data=st.data())
@settings(max_examples=150, deadline=None)
def test_fault_5_one_wrong_letter_never_loads(
    tmp_path_factory: pytest.TempPathFactory, word: str, data: st.DataObject
) -> None:
    """A typo in any key or word refuses the file and names a line: it never means "no rule"."""
    place = data.draw(st.integers(0, len(word) - 1).filter(lambda at: word[at].isalpha()))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz").filter(lambda c: c != word[place]))
    wrong = word[:place] + letter + word[place + 1 :]
    path = tmp_path_factory.mktemp("settings") / "agentguard.toml"
    path.write_text(EVERYTHING.replace(word, wrong))
    with pytest.raises(ConfigurationError, match=r"agentguard\.toml:\d+: "):
        Settings.load(path)


@pytest.mark.parametrize("value", ["nan", "inf", "-1.0", '"high"', "true", "0.0"])
def test_fault_19_budgets_that_are_no_numbers_are_refused(tmp_path: Path, value: str) -> None:
    """NaN or infinity must not disable the budget."""
    path = tmp_path / "agentguard.toml"
    path.write_text(f"[budget]\nlimit = {value}\n")
    with pytest.raises(ConfigurationError, match="limit"):
        Settings.load(path)


def test_a_typo_gets_the_mend(tmp_path: Path) -> None:
    """The message says what was meant."""
    path = tmp_path / "agentguard.toml"
    path.write_text("[limits]\npermit_tl = 3.0\n")
    with pytest.raises(ConfigurationError, match=r"agentguard\.toml:2: .*did you mean 'permit_ttl'"):
        Settings.load(path)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"mode = ", b"[gate\n"])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes) -> None:
    """What can't be read is an error that names the file, never the defaults."""
    path = tmp_path / "agentguard.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"agentguard\.toml"):
        Settings.load(path)


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    """Only the unnamed default may be absent."""
    with pytest.raises(ConfigurationError):
        Settings.load(tmp_path / "elsewhere.toml")


def test_every_standing_has_a_rate() -> None:
    """No standing falls through to a mild default."""
    fields = set(UnwantedRates.model_fields)
    assert {standing.value for standing in Standing} <= fields
    assert tomllib.loads(EVERYTHING)["mode"] == Settings().mode


def test_relative_files_are_beside_the_settings(tmp_path: Path) -> None:
    """Ledger, approvals and their keys are found from wherever the program was started."""
    path = tmp_path / "agentguard.toml"
    path.write_text('[ledger]\nkey_file = "l.key"\n[approvals]\npath = "a.db"\nkey_file = "a.key"\n')
    loaded = Settings.load(path)
    assert loaded.ledger.key_file == tmp_path / "l.key"
    assert loaded.approvals.path == str(tmp_path / "a.db")
    assert loaded.approvals.key_file == tmp_path / "a.key"
