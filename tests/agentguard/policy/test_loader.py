"""Loading rules: what can't be used never loads, and the fault names the file, the line and the mend."""

from pathlib import Path

import pytest

from agentguard.errors import ConfigurationError
from agentguard.policy import Policy
from agentguard.policy.loader import Source

GOOD = '@id("ours")\n@verdict("ask")\n@guidance("Wait.")\nforbid (principal, action, resource);\n'


def load(text: str) -> Policy:
    """Load one file of rules."""
    return Policy((Source("ours.cedar", text),))


def rule(condition: str = "true", head: str = "principal, action, resource") -> str:
    """Return a rule with this condition, on line 5."""
    return f'@id("ours")\n@verdict("ask")\n@guidance("Wait.")\nforbid ({head})\nwhen {{ {condition} }};\n'


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        (GOOD.replace("@id", "@ide"), 1, 'did you mean "id"'),
        (GOOD.replace('@id("ours")', ""), 2, r'needs @id\("\.\.\."\)'),
        (GOOD.replace('@guidance("Wait.")', '@guidance(" ")'), 3, r"needs @guidance"),
        (GOOD.replace('@verdict("ask")', "@verdict"), 2, r"needs @verdict"),
        (GOOD.replace('"ask"', '"allow"'), 2, r"not a verdict of a rule \(ask, replan, block\)"),
        (GOOD.replace('"ask"', '"blck"'), 2, 'did you mean "block"'),
        (GOOD.replace('"ours"', '"Our rule"'), 1, "lower-case letters"),
        (GOOD.replace("forbid", "forbidd"), 4, 'did you mean "forbid"'),
        (GOOD.replace("forbid", "permit"), 4, "narrow the rule with `unless"),
        (GOOD.replace("(principal,", "(principal == ?principal,"), 4, "a template decides nothing"),
        (GOOD.replace(";", ""), 1, "semicolon"),
        (GOOD + GOOD, 5, 'the id "ours" is taken at ours.cedar:1'),
        ("// nothing yet\n", 1, "the file has no rule"),
        (rule('context.tier == Tier::"HIHG"'), 5, 'did you mean "HIGH"'),
        (rule('context.teir == Tier::"HIGH"'), 5, 'did you mean "tier"'),
        (rule('context.tier == Teir::"HIGH"'), 5, 'did you mean "Tier"'),
        (rule("context has cuont && true"), 5, 'did you mean "count"'),
        (rule("resource has pathh"), 5, 'did you mean "path"'),
        (rule("context.count > 3"), 5, "optional attribute"),
        (rule('context.tier == "HIGH"'), 4, "not compatible"),
        (rule('context.tier in [Tier::"HIGH"]'), 1, "compare with =="),
        (rule("context.tier is Tier"), 1, "compare with =="),
        (rule(head='principal, action == Action::"delet", resource'), 4, 'did you mean "delete"'),
        (rule('context.hazards.contans(Hazard::"bulk")'), 5, 'did you mean "contains"'),
        (rule('resource is Site && resource.hots == "a"'), 5, 'did you mean "host"'),
    ],
)
def test_a_fault_names_its_line_and_the_mend(text: str, line: int, mend: str) -> None:
    """Fault 5: never "no rule", always one line that a person can act on."""
    with pytest.raises(ConfigurationError, match=mend) as caught:
        load(text)
    assert f"ours.cedar:{line}: " in str(caught.value) or line in (1, 4)
    assert str(caught.value).startswith("ours.cedar:")


def test_a_folder_extends_the_shipped_rules(tmp_path: Path) -> None:
    """A project's rules come on top; it can't lose the shipped ones by accident."""
    (tmp_path / "ours.cedar").write_text(GOOD, "utf-8")
    policy = Policy.load(tmp_path)
    assert policy.rule("ours") is not None
    assert policy.rule("prohibited") is not None
    assert policy.version != Policy.default().version


def test_a_folder_replaces_the_shipped_rules_only_by_saying_so(tmp_path: Path) -> None:
    """Leaving the shipped rules out is a written decision."""
    (tmp_path / "ours.cedar").write_text(GOOD, "utf-8")
    (tmp_path / "policy.toml").write_text('shipped_rules = "replace"\n', "utf-8")
    assert [rule.id for rule in Policy.load(tmp_path).rules] == ["ours"]


@pytest.mark.parametrize(
    ("settings", "mend"),
    [
        (
            'shiped_rules = "replace"',
            r'policy.toml:1: unknown key "shiped_rules"; did you mean "shipped_rules"',
        ),
        ('shipped_rules = "replce"', r'policy.toml:1: .*did you mean "replace"'),
        ("\nshipped_rules = replace", r"policy.toml:2: not TOML"),
    ],
)
def test_a_slip_in_the_folders_settings_fails_to_load(tmp_path: Path, settings: str, mend: str) -> None:
    """Fault 5, in the settings of the folder."""
    (tmp_path / "ours.cedar").write_text(GOOD, "utf-8")
    (tmp_path / "policy.toml").write_text(settings, "utf-8")
    with pytest.raises(ConfigurationError, match=mend):
        Policy.load(tmp_path)


def test_a_folder_without_rules_is_an_error(tmp_path: Path) -> None:
    """Fault 20: zero rules loaded is no policy."""
    with pytest.raises(ConfigurationError, match=r"has no \*\.cedar file"):
        Policy.load(tmp_path)
    with pytest.raises(ConfigurationError, match="there is no such policy folder"):
        Policy.load(tmp_path / "elsewhere")


def test_a_file_that_nobody_would_read_is_an_error(tmp_path: Path) -> None:
    """Fault 5: one wrong letter in a file's ending would drop all of its rules."""
    (tmp_path / "ours.cedar").write_text(GOOD, "utf-8")
    (tmp_path / "more.ceder").write_text(GOOD, "utf-8")
    with pytest.raises(ConfigurationError, match=r'did you mean "more\.cedar"'):
        Policy.load(tmp_path)


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    """What can't be read can't be left out."""
    (tmp_path / "ours.cedar").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match=r"ours\.cedar: can't be read"):
        Policy.load(tmp_path)
