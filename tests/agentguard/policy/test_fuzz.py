"""Fault 5: a rule or a policy test with one wrong letter must not load, and the fault names its line."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from agentguard.errors import ConfigurationError
from agentguard.policy import Policy
from agentguard.policy.cases import DEFAULT_TESTS, read_cases
from agentguard.policy.loader import DEFAULT_RULES, Source, read_rules
from agentguard.policy.schema import PolicySchema
from agentguard.policy.source import Statement, Token, split
from worldmodel.catalogue import default_catalogue

SCHEMA = PolicySchema(default_catalogue())
STATEMENTS = split(DEFAULT_RULES.text, DEFAULT_RULES.name)


def meaningful(statement: Statement) -> Iterator[int]:
    """Yield the numbers of the tokens that are not signs, names or prose."""
    words = [token.word for token in statement.tokens]
    for number, token in enumerate(statement.tokens):
        free = number > 1 and words[number - 2] in ("id", "guidance") and words[number - 1] == "("
        if token.word[:1].isalpha() and not free:
            yield number


def slips(word: str) -> Iterator[str]:
    """Yield the word with one letter replaced, dropped, doubled, or swapped with the next."""
    for i, letter in enumerate(word):
        yield word[:i] + ("x" if letter != "x" else "y") + word[i + 1 :]
        yield word[:i] + word[i + 1 :]
        yield word[:i] + letter + word[i:]
        if i + 1 < len(word) and word[i + 1] != letter:
            yield word[:i] + word[i + 1] + letter + word[i + 2 :]


def written(statement: Statement, number: int, wrong: str) -> str:
    """Return the statement's text, at its own line, with one token misspelt."""
    token = statement.tokens[number]
    lines = statement.text.split("\n")
    row = token.line - statement.line
    place = column_of(statement, number, lines[row])
    bare = token.text.replace(token.word, wrong)
    lines[row] = lines[row][:place] + bare + lines[row][place + len(token.text) :]
    return "\n" * (statement.line - 1) + "\n".join(lines)


def column_of(statement: Statement, number: int, line: str) -> int:
    """Return where a token starts in its line."""
    start = 0
    for token in statement.tokens[: number + 1]:
        if token.line == statement.tokens[number].line:
            start = line.index(token.text, start)
            if token is not statement.tokens[number]:
                start += len(token.text)
    return start


def refuse(text: str, line: int, what: str) -> None:
    """Assert that the text doesn't load and that the message names the line."""
    try:
        read_rules((Source("default.cedar", text),), SCHEMA)
        message = "it loads"
    except ConfigurationError as error:
        message = str(error)
    assert message.startswith(f"default.cedar:{line}: "), f"{what}: {message}"


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.tokens[3].word)
def test_one_wrong_letter_in_any_word_of_a_rule_fails_to_load(statement: Statement) -> None:
    """Fault 5: each key, verb, attribute, value, verdict and keyword of every shipped rule, one slip each."""
    chance = random.Random(statement.line)  # noqa: S311 - a repeatable choice, not a secret
    for number in meaningful(statement):
        token = statement.tokens[number]
        wrong = chance.choice([slip for slip in slips(token.word) if slip])
        refuse(written(statement, number, wrong), token.line, f"{token.word} -> {wrong}")


def first_uses() -> dict[str, tuple[Statement, int]]:
    """Return where each distinct word of the shipped rules stands first."""
    found: dict[str, tuple[Statement, int]] = {}
    for statement in STATEMENTS:
        for number in meaningful(statement):
            found.setdefault(statement.tokens[number].text, (statement, number))
    return found


@pytest.mark.parametrize(("statement", "number"), first_uses().values(), ids=first_uses())
def test_a_slip_at_every_letter_of_every_word_fails_to_load(statement: Statement, number: int) -> None:
    """Fault 5: every letter of every distinct word, in turn replaced, dropped, doubled and swapped."""
    token: Token = statement.tokens[number]
    for wrong in list(filter(None, slips(token.word)))[statement.line % 3 :: 3]:
        refuse(written(statement, number, wrong), token.line, f"{token.word} -> {wrong}")


ACTION_TEST = """\
  - name: an order nobody asked for
    task: Show me the cart
    action:
      surface: page
      name: click
      arguments: {role: button, name: Place order}
    snapshot:
      surface: page
      url: https://shop.example.com/cart
      element: {tag: button, role: button, name: Place order, is_submit: true}
      form: {method: post, action: /order, fields: [{name: address, type: text}]}
      passages: [{origin: foreign, source: page, text: Buy now}]
    expect: block

  - name: a spent session
    effect:
      verb: update
      object: the cart
      resource: {kind: site, id: shop.example.com}
      amount: {amount: 3, currency: EUR}
      measured: true
      probability: 0.5
    authority: {standing: granted, reasons: [said so], span: the cart}
    session: {spent: 0.5, step: 4}
    expect: allow
"""
FREE = re.compile(
    r"- name: .*"
    r"|(?:name|object|id|text|task|url|currency|source|span|role|tag|type|recipients|reasons|arguments|method)"
    r": ?(?:\[[^]]*\]|\{[^}]*\}|[^,}\n]*)|action: /\w+|#.*"
)
"""Names and prose, whose letters nobody can check."""


def yaml_words(text: str) -> Iterator[tuple[int, str]]:
    """Yield the place of every word of a YAML test that is a key or a checked value."""
    held = FREE.sub(lambda match: keys_only(match.group()), text)
    for match in re.finditer(r"[A-Za-z][A-Za-z_-]+", held):
        yield match.start(), match.group()


def keys_only(text: str) -> str:
    """Blank out what stands behind the key."""
    key, colon, rest = text.partition(":")
    return key + colon + re.sub(r"\S", " ", rest) if colon else re.sub(r"\S", " ", text)


def yaml_slips() -> dict[str, tuple[str, int]]:
    """Return one test and place for each distinct word of the policy tests."""
    found: dict[str, tuple[str, int]] = {}
    text = DEFAULT_TESTS.read_text("utf-8").partition("tests:\n")[2] + "\n" + ACTION_TEST
    for block in re.findall(r"  - name:.*?(?=\n  - name:|\Z)", text, re.DOTALL):
        for place, word in yaml_words(block):
            found.setdefault(word, (block, place))
    return found


POLICY = Policy.default()


@pytest.mark.parametrize(("block", "place"), yaml_slips().values(), ids=yaml_slips())
def test_one_wrong_letter_in_a_policy_test_fails_to_load(block: str, place: int, tmp_path: Path) -> None:
    """Fault 5: keys, verbs, values, verdicts and rule ids of policy tests, at every letter."""
    file = tmp_path / "tests.yaml"
    found = re.match(r"[A-Za-z_-]+", block[place:])
    assert found
    line = 2 + block[:place].count("\n")
    for i, wrong in enumerate(slips(found.group())):
        if wrong and i % 3 == 0:
            file.write_text("tests:\n" + block[:place] + wrong + block[place + len(found.group()) :], "utf-8")
            with pytest.raises(ConfigurationError, match=rf"tests\.yaml:{line}: "):
                read_cases(file, POLICY)


def test_the_tests_of_tests_are_named_too(tmp_path: Path) -> None:
    """Fault 5: a misspelt top key is no empty list of tests."""
    file = tmp_path / "tests.yaml"
    file.write_text("test:\n" + ACTION_TEST, "utf-8")
    with pytest.raises(ConfigurationError, match=r'tests\.yaml:1: .*did you mean "tests"'):
        read_cases(file, POLICY)


def test_a_whole_folder_with_one_slip_does_not_load(tmp_path: Path) -> None:
    """Fault 5: through the public entry, with the file and the mend named."""
    (tmp_path / "ours.cedar").write_text(
        '@id("ours")\n@verdict("blok")\n@guidance("No.")\nforbid (principal, action, resource);\n', "utf-8"
    )
    with pytest.raises(ConfigurationError, match=r'ours\.cedar:2: .*did you mean "block"'):
        Policy.load(tmp_path)
