"""GraphQL documents: the operation is what the document says, not what it is called."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldmodel.graphql import GraphQLError, chosen, operations_of


@pytest.mark.parametrize(
    ("document", "kinds", "fields"),
    [
        ("{ products { id } }", ["query"], ["products"]),
        ("query Q { a b: c(x: {y: [1, \"}\"]}) { z } }", ["query"], ["a", "c"]),
        ("mutation GetItems { deleteAccount(id: 1) { ok } }", ["mutation"], ["deleteAccount"]),
        ("# mutation\nquery { note(text: \"mutation { wipe }\") }", ["query"], ["note"]),
        ("query { note(text: \"\"\" } mutation { wipe } \"\"\") }", ["query"], ["note"]),
        ("mutation M($a: [ID!]! = [1]) @live { ...F } fragment F on M { wipe ...G } fragment G on M { x }",
         ["mutation"], ["wipe", "x"]),
        ("mutation { ... on Mutation @include(if: true) { pay } }", ["mutation"], ["pay"]),
        ("subscription { news }", ["subscription"], ["news"]),
    ],
)  # fmt: skip
def test_documents_are_read_as_the_language_says(document: str, kinds: list[str], fields: list[str]) -> None:
    """Strings, comments, aliases, variables and fragments are read for what they are."""
    operations = operations_of(document)
    assert [operation.kind for operation in operations] == kinds
    assert list(operations[0].fields) == fields


@pytest.mark.parametrize(
    "document", ["", "mutation", "{ a", "{ a(", "hello { a }", "{ a } é", "fragment F on X { a }"]
)
def test_what_is_no_document_is_refused(document: str) -> None:
    """A text that can't be read raises, so that nobody takes it for a query."""
    with pytest.raises(GraphQLError):
        operations_of(document)


def test_the_operation_name_chooses_but_does_not_reassure() -> None:
    """A name picks one operation of the document; an unknown name picks none out."""
    operations = operations_of("query A { a } mutation B { wipe }")
    assert [o.name for o in chosen(operations, "A")] == ["A"]
    assert chosen(operations, "C") == operations
    assert chosen(operations, None) == operations


def test_endless_fragments_end() -> None:
    """A fragment that spreads itself is refused, not followed for ever."""
    with pytest.raises(GraphQLError, match="too many"):
        operations_of("mutation { ...F } fragment F on M { ...F }")


@given(st.text(alphabet='{}()"#.:@$ abmutation\n', max_size=60))
def test_no_text_hangs_the_reader(text: str) -> None:
    """Any text is either read or refused."""
    with contextlib.suppress(GraphQLError):
        assert operations_of(text)
