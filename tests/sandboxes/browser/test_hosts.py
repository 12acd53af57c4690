"""Granted hosts."""

import pytest

from sandboxes.browser.hosts import GrantedHosts


@pytest.mark.parametrize(
    ("granted", "host", "port", "covered"),
    [
        ("shop.example", "shop.example", 443, True),
        ("shop.example:8443", "shop.example", 443, False),
        ("shop.example:8443", "shop.example", 8443, True),
        ("*.shop.example", "cdn.shop.example", 443, True),
        ("*.shop.example", "shop.example", 443, False),
        ("shop.example", "shop.example.evil.test", 443, False),
        ("shop.example", "evilshop.example", 443, False),
        ("*.shop.example", "evilshop.example", 443, False),
        ("Shop.Example.", "shop.example", 80, True),
        ("shop.example", "", 0, False),
    ],
)
def test_a_grant_covers_that_host_and_no_look_alike(
    granted: str, host: str, port: int, covered: bool
) -> None:
    """Fault 14: a name is compared whole, so a prefix or suffix of it is another host."""
    assert GrantedHosts([granted]).cover(host, port) is covered


@pytest.mark.parametrize(
    "wrong", ["", "http://shop.example", "*", "a*.example", "user@shop.example", "shop.example/x"]
)
def test_what_is_no_host_is_refused(wrong: str) -> None:
    """A grant that would be read in two ways is an error at once."""
    with pytest.raises(ValueError, match="not a host"):
        GrantedHosts([wrong])
