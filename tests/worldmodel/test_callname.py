"""Names of tools: operation, object, namespace."""

import pytest

from worldmodel.callname import read_name, singular


@pytest.mark.parametrize(
    ("name", "operation", "noun"),
    [
        ("mail.batch_trash", "trash", "mail"),
        ("createAccessKey", "create", "access key"),
        ("github.edit_issue", "edit", "issue"),
        ("drive.files_delete", "delete", "files"),
        ("mcp__github__create_issue", "create", "issue"),
        ("place_trade", "place", "trade"),
        ("order_cancel", "cancel", "order"),
        ("mark_as_read", "mark", "as read"),
        ("kms.schedule_key_deletion", "delete", "schedule key"),
        ("Write", "write", ""),
        ("frobnicate", None, "frobnicate"),
        ("", None, ""),
    ],
)
def test_a_name_gives_operation_and_object(name: str, operation: str | None, noun: str) -> None:
    """The operation may stand first or last; the rest is the object."""
    read = read_name(name)
    assert read.operation == operation
    assert read.noun == noun


@pytest.mark.parametrize(
    "name",
    ["get_payment", "list_deleted_items", "simulate_principal_policy", "order_status", "web_search",
     "iam.list_roles", "get_delete_status", "find"],
)  # fmt: skip
def test_reads_are_reads(name: str) -> None:
    """Looking is recognised, also at objects whose names are verbs."""
    assert read_name(name).reads


@pytest.mark.parametrize(
    "name",
    [
        "get_or_create_user",
        "search_and_replace",
        "read_and_delete",
        "check_in",
        "mark_as_read",
        "update_status",
        "post_status",
        "share_profile",
        "list_then_purge",
        "fetch_and_execute",
        "delete_preview_cache",
    ],
)
def test_a_read_word_does_not_make_a_read(name: str) -> None:
    """A name that goes on to change something is no read."""
    assert not read_name(name).reads


def test_rough_singulars() -> None:
    """Plurals meet their singular; words that only end in s stay."""
    assert [singular(w) for w in ("policies", "files", "boxes", "status", "access", "bus")] == [
        "policy", "file", "box", "status", "access", "bus",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "operation", "reads"),
    [
        ("ParishReadEmail", "read", True),
        ("lending_desk_find_order", "find", True),
        ("ParishSendEmail", "send", False),
        ("ParishDeletePost", "delete", False),
        ("mail_read_mark", "mark", False),
        ("wiki_search_update", "update", False),
        ("desk_list_message_delete", "delete", False),
    ],
)
def test_the_verb_may_stand_between_the_owner_and_the_object(name: str, operation: str, reads: bool) -> None:
    """A tool called after its maker looks only where the verb itself looks."""
    read = read_name(name)
    assert (read.operation, read.reads) == (operation, reads)
