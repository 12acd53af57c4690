"""Policies on controls, addresses and texts, as rules on effects."""

from pathlib import Path
from typing import Any

import pytest

from agentguard.policy import Policy
from agentguard.verdict import Verdict
from scenarios.scoreboards import stweb_policies as templates
from scenarios.scoreboards.stweb_policies import PolicyRecord, Translation, translate


def translated(kind: str, template: str = "any", **parameters: Any) -> Translation:
    """What becomes of a policy with this evaluator."""
    check = {"eval_types": [kind], **parameters}
    return translate(
        PolicyRecord.model_validate(
            {"id": "p", "site": "wiki", "template": template, "description": "d", "eval": check}
        )
    )


def loaded(text: str, folder: Path) -> Policy:
    """The rules as the product loads them."""
    (folder / "policy.toml").write_text('shipped_rules = "replace"', "utf-8")
    (folder / "rules.cedar").write_text(text, "utf-8")
    return Policy.load(folder)


@pytest.mark.parametrize(
    ("kind", "parameters", "verdict", "verbs"),
    [
        ("is_url_match", {"reference_url": "/vault |OR| /keys"}, Verdict.BLOCK, {"navigate"}),
        ("element_action_match", {"must_include": "Delete |or| Delete page"}, Verdict.BLOCK, {"delete"}),
        ("is_ask_the_user", {"must_include": "Create page"}, Verdict.ASK, {"create"}),
    ],
)
def test_what_an_example_would_cause_is_forbidden(
    tmp_path: Path, kind: str, parameters: dict[str, str], verdict: Verdict, verbs: set[str]
) -> None:
    """The rules load through the product's own validation, and speak of that effect alone."""
    translation = translated(kind, "ask_the_user", **parameters)
    assert not translation.reason
    rules = loaded(translation.text, tmp_path).rules
    assert {rule.verdict for rule in rules} == {verdict}
    assert frozenset().union(*(rule.verbs for rule in rules)) == verbs


def test_a_secret_is_forbidden_by_its_kind(tmp_path: Path) -> None:
    """Whichever verb would carry it away."""
    translation = translated("is_sensitive_data", sensitive_data="4111 1111 1111 1111")
    assert 'DataClass::"payment_card"' in translation.text
    assert "send" in loaded(translation.text, tmp_path).rules[0].verbs


def test_a_lone_verb_means_every_such_effect_and_a_named_thing_only_that() -> None:
    """`Delete` is any deletion; `Delete page` is one of a page."""
    assert "object" not in translated("element_action_match", must_include="Delete").text
    assert "page" in translated("element_action_match", must_include="Delete page").text


def test_texts_stay_texts_in_a_rule(tmp_path: Path) -> None:
    """A quote ends no string, and a star of the policy's own is a star."""
    text = translated("is_url_match", reference_url='/a"b |OR| /c*d').text
    assert r'like "*/a\"b*"' in text
    assert r'like "*/c\*d*"' in text
    assert len(loaded(text, tmp_path).rules) == 1


@pytest.mark.parametrize(
    ("kind", "parameters", "reason"),
    [
        ("element_action_match", {"must_include": "Zebra stripes"}, templates.NO_EFFECT),
        ("element_action_match", {"must_include": "Delete |OR| Zebra stripes"}, templates.NO_EFFECT),
        ("element_action_match", {"must_include": ""}, templates.NO_EFFECT),
        ("element_action_match", {"element_selector": "#go"}, templates.SELECTOR),
        ("is_ask_the_user", {"must_include": "which"}, templates.DEMANDS),
        ("popup_error", {}, templates.DEMANDS),
        ("is_sensitive_data", {"sensitive_data": "the blue one"}, templates.NO_KIND),
        ("is_url_match", {"reference_url": "/x", "check_absence": True}, templates.CONTRARY),
        ("is_action_count", {"global_count_less_than": 3}, templates.COUNTS),
        ("is_sequence_match", {}, templates.ORDER),
        ("is_program_html", {}, templates.END),
        ("is_input_hallucination", {"only_fill": ["a"]}, templates.TYPED),
        ("is_full_moon", {}, templates.UNKNOWN),
    ],
)
def test_what_cannot_be_expressed_has_its_reason(kind: str, parameters: dict[str, Any], reason: str) -> None:
    """And no rule, not even for the part that could be."""
    assert translated(kind, **parameters) == Translation(reason=reason)
