"""Cedar source and its lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentguard.errors import ConfigurationError
from agentguard.policy.source import split


def test_statements_keep_their_lines_and_leave_out_comments() -> None:
    """The place in an error is the place in the file."""
    first, second = split('// one; two\n@id("a")\nforbid (x);\n\n@id("b") // c;\nforbid\n(y);\n', "p")
    assert (first.line, second.line) == (2, 5)
    assert [token.word for token in first.tokens][:6] == ["@", "id", "(", "a", ")", "forbid"]
    assert second.line_of("y") == 7
    assert second.line_of("y", after="forbid") == 7
    assert second.line_of("id", after="forbid") is None


def test_a_semicolon_in_a_text_or_comment_ends_nothing() -> None:
    """Only the sign itself ends a rule."""
    (only,) = split('@guidance("no; never") // ;\nforbid (x);', "p")
    assert only.text.endswith("forbid (x);")


def test_a_text_without_its_closing_quote_is_named_by_line() -> None:
    """A missing quote would otherwise swallow the rules behind it."""
    with pytest.raises(ConfigurationError, match=r"p:2: this text has no closing quote"):
        split('@id("a")\n@verdict("ask)\nforbid (x);', "p")


def test_a_missing_semicolon_is_named_by_line() -> None:
    """The last rule must end too."""
    with pytest.raises(ConfigurationError, match=r"p:3: this rule has no semicolon"):
        split("forbid (x);\n\nforbid (y)", "p")


@given(st.lists(st.text(alphabet='abc 1.()\n"\\/&|!=<>;é', max_size=30), max_size=4))
def test_no_text_is_lost_or_crashes_the_cut(parts: list[str]) -> None:
    """Whatever the text: either a fault with a place, or statements that hold all of its words in order."""
    text = "\n".join(parts)
    try:
        statements = split(text, "p")
    except ConfigurationError as error:
        assert str(error).startswith("p:")  # noqa: PT017 - either outcome is right
        return
    lines = [token.line for statement in statements for token in statement.tokens]
    assert lines == sorted(lines)
    assert all(statement.text in text for statement in statements)
