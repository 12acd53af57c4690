"""Policy tests in YAML."""

from pathlib import Path

import pytest

from agentguard.errors import ConfigurationError
from agentguard.policy import Policy
from agentguard.policy.cases import PolicyCase, read_cases, run_case
from agentguard.verdict import Verdict

POLICY = Policy.default()
EFFECT = """\
tests:
  - name: finding is not buying
    effect: {verb: pay, object: eggs, resource: {kind: site, id: shop.example.com}}
    authority: {standing: ungranted}
    expect: block
    rules: [ungranted-money]
"""


def read(tmp_path: Path, text: str) -> tuple[PolicyCase, ...]:
    """Read the tests of one text."""
    file = tmp_path / "tests.yaml"
    file.write_text(text, "utf-8")
    return read_cases(file, POLICY)


def test_an_effect_is_judged_by_the_rules(tmp_path: Path) -> None:
    """What the test leaves out comes from the verb's card."""
    (case,) = read(tmp_path, EFFECT)
    assert case.effect is not None
    assert case.effect.tier == "HIGH"
    result = run_case(case, POLICY)
    assert (result.fault, result.verdict) == ("", Verdict.BLOCK)
    assert result.place.endswith("tests.yaml:2")


def test_a_wrong_expectation_is_told(tmp_path: Path) -> None:
    """Expected, got, and by which rules."""
    (case,) = read(tmp_path, EFFECT.replace("expect: block", "expect: allow"))
    assert run_case(case, POLICY).fault.startswith("expected allow, got block by ungranted-money")


def test_a_rule_that_should_match_and_does_not_is_told(tmp_path: Path) -> None:
    """The right verdict for another reason is not the tested one."""
    (case,) = read(tmp_path, EFFECT.replace("[ungranted-money]", "[ungranted-money, unchecked-repeat]"))
    assert run_case(case, POLICY).fault == "did not match: unchecked-repeat"


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        ("test: []\n", 1, 'did you mean "tests"'),
        ("tests: []\n", 1, "expected a list of tests"),
        ("tests: {a: b}\n", 1, "expected a list of tests"),
        ("tests:\n  - just words\n", 2, "expected a test"),
        (EFFECT.replace("expect: block", "expect: blok"), 5, 'did you mean "block"'),
        (EFFECT.replace("expect: block", "expected: block"), 5, 'did you mean "expect"'),
        (EFFECT.replace("    expect: block\n", ""), 2, "this key is missing"),
        (EFFECT.replace("verb: pay", "verb: pai"), 3, 'did you mean "pay"'),
        (EFFECT.replace("object: eggs", "objekt: eggs"), 3, 'did you mean "object"'),
        (EFFECT.replace("kind: site", "kind: sight"), 3, 'did you mean "site"'),
        (EFFECT.replace("ungranted}", "ungrantd}"), 4, 'did you mean "ungranted"'),
        (EFFECT.replace("[ungranted-money]", "[ungranted-mony]"), 6, 'did you mean "ungranted-money"'),
        (EFFECT.replace("    authority: {standing: ungranted}\n", ""), 2, "says its authority"),
        ("tests:\n  - name: nothing\n    expect: ask\n", 2, "either an effect or an action"),
        (EFFECT + "    task: buy\n", 2, "doesn't belong to a test of an effect"),
        (EFFECT + "    expect: ask\n", 7, "given twice"),
        ("tests: [\n", 2, "not YAML"),
    ],
)
def test_a_fault_in_a_test_names_its_line_and_the_mend(
    tmp_path: Path, text: str, line: int, mend: str
) -> None:
    """Fault 5: a test that can't be read never counts as passed."""
    with pytest.raises(ConfigurationError, match=mend) as caught:
        read(tmp_path, text)
    assert f"tests.yaml:{line}: " in str(caught.value)


def test_arguments_that_are_no_json_are_refused(tmp_path: Path) -> None:
    """YAML has dates; an action has none."""
    action = "{surface: tool, name: f, arguments: {on: 2026-12-01}}"
    text = f"tests:\n  - name: odd\n    action: {action}\n    expect: ask\n"
    with pytest.raises(ConfigurationError, match="not JSON"):
        read(tmp_path, text)


def test_an_action_is_judged_by_the_whole_firewall(tmp_path: Path) -> None:
    """Snapshot, prediction, task, rules and gate together."""
    cases = read(
        tmp_path,
        """\
tests:
  - name: the order that nobody gave
    task: Show me what is in the cart
    action: {surface: page, name: click, arguments: {role: button, name: Place order}}
    snapshot:
      surface: page
      url: https://shop.example.com/checkout
      heading: "Your order, total 28.00 EUR"
      element: {tag: button, type: submit, role: button, name: Place order, is_submit: true}
      form: {method: post, action: /checkout/place-order}
    expect: block
  - name: reading is free
    task: Show me what is in the cart
    action: {surface: tool, name: list_items, arguments: {limit: 3}}
    expect: allow
""",
    )
    assert [run_case(case, POLICY).fault for case in cases] == ["", ""]


def test_a_case_that_was_never_checked_is_refused() -> None:
    """A test of nothing can't pass."""
    empty = PolicyCase.model_construct(name="empty", expect=Verdict.ALLOW)
    with pytest.raises(AssertionError):
        run_case(empty, POLICY)
