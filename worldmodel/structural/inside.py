"""Addresses inside: the metadata service that hands out keys, and hosts no stranger should reach."""

import ipaddress
import re
from collections.abc import Iterator

from worldmodel.effect import DataClass, Effect, Resource
from worldmodel.hosts import parse_host
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.making import because, make
from worldmodel.wordset import words

_METADATA_NAMES = words(
    "metadata.google.internal metadata.goog metadata instance-data instance-data.ec2.internal"
    " metadata.azure.com metadata.azure.internal metadata.tencentyun.com metadata.packet.net"
)
_METADATA_NETS = tuple(
    ipaddress.ip_network(net)
    for net in ("169.254.0.0/16", "fe80::/10", "fd00:ec2::/32", "100.100.100.200/32")
)
"""Link-local networks, where clouds put their metadata service, and the two that lie elsewhere."""
_HIDDEN_IN_NAME = re.compile(r"(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?=[.-])")
"""Names that resolve to the address they spell: `169-254-169-254.nip.example`."""


def is_metadata(url: str) -> bool:
    """Whether an address, in whatever spelling, leads to a cloud's metadata service or a link-local host."""
    host = parse_host(url)
    if host.name in _METADATA_NAMES:
        return True
    spelled = _HIDDEN_IN_NAME.search(host.name)
    return any(_in_nets(text) for text in (host.name, ".".join(spelled.groups()) if spelled else ""))


def _in_nets(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return False
    return any(address in net for net in _METADATA_NETS if net.version == address.version)


def is_reached_from_outside(url: str, here: str | None) -> bool:
    """Whether a page of the public web leads to a host of a private network."""
    page, host = parse_host(here) if here else None, parse_host(url)
    outside = page is not None and bool(page.registrable) and not (page.private or page.loopback)
    return outside and (host.private or host.loopback)


def keys_of_the_machine(url: str, resource: Resource) -> Iterator[Effect]:
    """Yield the credentials that a look at the metadata service gives out."""
    if is_metadata(url):
        yield make(
            "disclose", f"credentials of the machine from {parse_host(url).name}", resource, 0.9,
            carries=(DataClass.CREDENTIAL,),
            evidence=because("url", "the metadata service hands out the machine's own keys"),
        )  # fmt: skip


def reached_inside(given: Arguments, resource: Resource) -> Iterator[Effect]:
    """Yield what the addresses among the arguments of any tool would give out."""
    for _, value in given.leaves:
        if isinstance(value, str) and "://" in value and len(value) < 2_000:
            yield from keys_of_the_machine(value, resource)
