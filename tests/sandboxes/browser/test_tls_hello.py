"""Reading the first message of TLS."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandboxes.browser.tls_hello import parse_hello, record_length


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_break_the_parser(data: bytes, framed: bool) -> None:
    """Whatever comes, the parser answers or raises ValueError, so the proxy can refuse."""
    if framed:
        data = b"\x01" + len(data).to_bytes(3, "big") + data
    try:
        parse_hello(data)
    except ValueError:
        return


@pytest.mark.parametrize(
    "header",
    [b"", b"\x16\x03\x01", b"\x17\x03\x03\x00\x10", b"\x16\x03\x01\xff\xff", b"\x16\x03\x01\x00\x01"],
)
def test_only_a_handshake_record_begins_tls(header: bytes) -> None:
    """Application data, absurd lengths and short headers are no beginning."""
    with pytest.raises(ValueError, match="TLS"):
        record_length(header)
