"""Addresses: which of them do something on a plain GET."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldmodel.address import changes_state, deed_of, leaves_with_data, spelt


@pytest.mark.parametrize(
    ("url", "operation"),
    [
        ("https://x.test/account/delete?confirm=1", "delete"),
        ("https://x.test/user.php?op=del&userid=42", "delete"),
        ("https://x.test/checkout/complete?order=77&confirm=1", "place"),
        ("https://x.test/users/sign_out", "logout"),
        ("https://x.test/index.php?action=logout", "logout"),
        ("https://x.test/unsubscribe?token=abc", "unsubscribe"),
        ("https://x.test/?add-to-cart=12", "add"),
        ("https://x.test/cart/add?item=4", "add"),
        ("https://x.test/wp-admin/post.php?post=5&action=trash", "trash"),
        ("https://x.test/tasks?delete=5", "delete"),
        ("https://x.test/posts/5/delete", "delete"),
        ("https://x.test/#/admin?do=purge&id=3", "purge"),
        ("https://x.test/transfer?to=bob&amount=50", "transfer"),
        ("https://x.test/approve?request_id=5", "approve"),
        ("https://x.test/settle?confirm=yes", "settle"),
        ("https://x.test/thing?confirm=1", "confirm"),
    ],
)
def test_addresses_that_act(url: str, operation: str) -> None:
    """A GET that deletes, pays, signs out or confirms is told as what it does."""
    deed = deed_of(url)
    assert deed is not None
    assert deed.operation == operation


@pytest.mark.parametrize(
    "url",
    [
        "https://x.test/help/payment-methods",
        "https://x.test/user.php?op=view&userid=42",
        "https://x.test/posts/new",
        "https://x.test/posts/5/edit",
        "https://x.test/search?q=delete+all&confirm=no",
        "https://x.test/blog/how-to-delete-account",
        "https://x.test/orders/77",
        "https://x.test/checkout",
        "https://x.test/products?remove_filter=1",
        "https://x.test/admin?action=edit&id=3",
        "https://x.test/docs/logout",
        "https://x.test/acme/delete-action",
        "https://x.test/?sort=price&page=2",
        "https://x.test/login?next=/account/delete",
    ],
)
def test_addresses_that_only_show(url: str) -> None:
    """Help, forms, searches and views are no deeds, whatever words stand in them."""
    assert not changes_state(url)


def test_secrets_in_a_query() -> None:
    """A query that names a secret or is very long carries data."""
    assert leaves_with_data("https://x.test/?session=abc")
    assert leaves_with_data("https://x.test/?a=" + "x" * 700)
    assert not leaves_with_data("https://x.test/?page=2&csrftoken_name=")
    assert not leaves_with_data("https://x.test/")


@given(st.text(max_size=120))
def test_no_address_breaks_the_reader(text: str) -> None:
    """Broken addresses are read as far as they go."""
    deed = deed_of("https://x.test/" + text)
    assert deed is None or 0 < deed.probability <= 1
    assert isinstance(spelt("https://x.test/" + text), str)


@pytest.mark.parametrize(
    ("url", "one"),
    [
        ("https://a.test/%61dmin?p=%41", "https://a.test/admin?p=%41"),
        ("https://a.test/b/../admin/./x/", "https://a.test/admin/x/"),
        ("https://a.test/%2e%2E/admin", "https://a.test/admin"),
        ("https://a.test/%C3%BC/a%2Fb", "https://a.test/%C3%BC/a%2Fb"),
        ("https://a.test", "https://a.test"),
        ("https://[", "https://["),
        ("mailto:%61@b.test", "mailto:%61@b.test"),
    ],
)
def test_one_spelling_of_an_address(url: str, one: str) -> None:
    """Needless encoding and dot segments go; what means something else stays."""
    assert spelt(url) == one
