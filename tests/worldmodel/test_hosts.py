"""Hosts: read as a browser reads them, with every second reading flagged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldmodel.confusables import is_mixed, skeleton
from worldmodel.hosts import digit_swaps, looks_like, parse_host, same_site, within


@pytest.mark.parametrize(
    ("url", "name", "registrable"),
    [
        ("https://www.example.co.uk/a?b#c", "www.example.co.uk", "example.co.uk"),
        ("https://shop.example.com:8443/", "shop.example.com", "example.com"),
        ("HTTPS://EXAMPLE.COM./x", "example.com", "example.com"),
        ("https://medium.com/@someone", "medium.com", "medium.com"),
        ("https://me.github.io/page", "me.github.io", "me.github.io"),
        ("//cdn.example.com/x.js", "cdn.example.com", "example.com"),
        ("example.com:80", "example.com", "example.com"),
        ("https://xn--mnchen-3ya.test/", "münchen.test", "xn--mnchen-3ya.test"),
        ("https://почта.рф/", "почта.рф", "xn--80a1acny.xn--p1ai"),
        ("blob:https://example.com/1", "example.com", "example.com"),
        ("http://[::1]:80/", "::1", "::1"),
        ("about:blank", "", ""),
        ("/only/a/path", "", ""),
        ("data:text/html,x", "", ""),
    ],
)
def test_plain_addresses_are_read_without_doubt(url: str, name: str, registrable: str) -> None:
    """An honest address has one reading."""
    host = parse_host(url)
    assert (host.name, host.registrable, host.ambiguous) == (name, registrable, False)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://evil.test%00.example.com/index", "evil.test"),
        ("https://example.com@evil.test/", "evil.test"),
        ("https://user:pw@evil.test/", "evil.test"),
        ("https://good.test\\@evil.test/", "good.test"),
        ("https://good.test\\.evil.test/", "good.test"),
        ("https://exam\tple.com/", "example.com"),
        ("https://exam\nple.com/", "example.com"),
        ("http:evil.test/", "evil.test"),
        ("http:///evil.test/", "evil.test"),
        ("http://0x7f.1/", "127.0.0.1"),
        ("http://2130706433/", "127.0.0.1"),
        ("http://017700000001/", "127.0.0.1"),
        ("http://[::ffff:127.0.0.1]/", "127.0.0.1"),
        ("https://ｅvil.test/", "evil.test"),
        ("https://a。evil.test/", "a.evil.test"),
        ("https://evil%2etest/", "evil.test"),
        ("https://exa\u200bmple.com/", "exa\u200bmple.com"),
        ("https://good.test#@evil.test/", "good.test"),
        ("http://1.2.3.4.5/", ""),
        ("https://a..b/", ""),
    ],
)
def test_two_readings_make_a_host_ambiguous_fault_14(url: str, name: str) -> None:
    """Where browser and naive checker read different hosts, the browser's is told and flagged (fault 14)."""
    host = parse_host(url)
    assert (host.name, host.ambiguous) == (name, True)
    assert host.reasons


@pytest.mark.parametrize(
    ("url", "deceptive"),
    [
        ("https://exаmple.com/login", True),
        ("https://аррӏе.com/", True),
        ("https://gοοgle.com/", True),
        ("https://münchen.test/", False),
        ("https://почта.рф/", False),
        ("https://例え.test/", False),
        ("https://오뚜기몰.test/", False),
        ("https://страна.com/", False),
    ],
)
def test_mixed_scripts_deceive_and_one_script_is_honest(url: str, deceptive: bool) -> None:
    """A name in one script is honest unless it consists of Latin look-alikes only."""
    assert parse_host(url).deceptive is deceptive


@pytest.mark.parametrize(
    ("candidate", "known"),
    [
        ("docs.example.com.evil.test", "docs.example.com"),
        ("examp1e.test", "example.com"),
        ("examp1e-bank.test", "example.com"),
        ("bigshop-deals.test", "bigshop.example.com"),
        ("example-login.test", "example.com"),
        ("examplelogin.test", "example.com"),
        ("secure-example.test", "example.com"),
        ("exmaple.com", "example.com"),
        ("exampple.com", "example.com"),
        ("rnicrosoft.com", "microsoft.com"),
        ("https://exаmple.com/login", "example.com"),
        ("www-example-com.evil.test", "example.com"),
        ("example.net", "example.com"),
    ],
)
def test_imitations_are_recognised(candidate: str, known: str) -> None:
    """Prefixes, swapped letters, extra words and slips of the pen imitate a known name."""
    assert looks_like(candidate, known)


@pytest.mark.parametrize(
    ("candidate", "known"),
    [
        ("docs.example.com", "example.com"),
        ("example.com", "docs.example.com"),
        ("python.org", "pypi.org"),
        ("evil.test", "example.com"),
        ("shop.test", "shop.example.com"),
        ("appstore.com", "app.com"),
        ("192.0.2.1", "192.0.2.2"),
        ("", "example.com"),
    ],
)
def test_other_names_are_no_imitations(candidate: str, known: str) -> None:
    """Another name, a subdomain and an IP address imitate nothing."""
    assert not looks_like(candidate, known)


def test_site_and_subdomain_checks() -> None:
    """`same_site` compares registrable domains, `within` asks for the host itself or a subdomain."""
    assert same_site("https://a.example.com/", "b.example.com")
    assert not same_site("https://example.com.evil.test/", "example.com")
    assert not same_site("https://example.com@evil.test/", "evil.test")
    assert not same_site("about:blank", "about:blank")
    assert within("https://docs.example.com/x", "*.example.com")
    assert not within("https://notexample.com/", "example.com")
    assert not within("https://example.com%2f.evil.test/", "example.com")
    assert parse_host("http://localhost:3000/").loopback
    assert parse_host("http://10.0.0.5/").private
    assert digit_swaps("https://examp1e.test/")
    assert not digit_swaps("https://k8s.example.com/")


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands there, a host or none comes back; an ambiguous one says why."""
    host = parse_host(text)
    assert bool(host.reasons) == host.ambiguous
    assert skeleton(host.name) == skeleton(skeleton(host.name))


@given(
    st.from_regex(r"[a-z]{3,12}\.(com|org|test)", fullmatch=True),
    st.from_regex(r"[a-z]{3,8}", fullmatch=True),
)
def test_a_known_name_before_another_suffix_is_always_caught(known: str, other: str) -> None:
    """A trusted name as a prefix of somebody else's host imitates it, whatever the names."""
    candidate = f"{known}.{other}.invalid"
    assert looks_like(candidate, known) or same_site(candidate, known)
    assert not is_mixed(other)
