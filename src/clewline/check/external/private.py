"""Which numeric addresses lie on the public internet, and which spellings of a host are numeric."""

import ipaddress
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

# Protocol assignments and the old 6to4 relays; how much of them counts as global differs between releases of
# Python.
_NOT_REAL_V4 = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
# Global unicast (RFC 4291), less what embeds or documents other addresses.
_UNICAST = IPv6Network("2000::/3")
_NOT_REAL_V6 = (IPv6Network("2002::/16"), IPv6Network("3fff::/20"), IPv6Network("2001::/32"))
# Beside the link-local ones: Amazon over IPv6, Alibaba, Oracle, and the host of a machine at Microsoft.
_METADATA = frozenset(
    map(
        ipaddress.ip_address,
        ("fd00:ec2::254", "fd20:ce::254", "100.100.100.200", "192.0.0.192", "168.63.129.16"),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether the numeric ``address`` is a public one: neither private, loopback, link-local, shared,
    multicast nor reserved.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return _public_v4(parsed) if isinstance(parsed, IPv4Address) else _public_v6(parsed)


def is_metadata(address: str) -> bool:
    """Whether the numeric ``address`` may be that of a service that hands the secrets of a machine in the
    cloud to whoever asks on it: no user can mean that, whatever they allow.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        if parsed in _NAT64:
            parsed = IPv4Address(int(parsed) & 0xFFFF_FFFF)
        elif parsed.ipv4_mapped is not None:
            parsed = parsed.ipv4_mapped
    return parsed.is_link_local or parsed in _METADATA


def numeric(host: str) -> str:
    """The address that ``host`` spells in numbers (``127.1``, ``0x7f000001``, ``2130706433``, ``::1``); empty
    when it is a name.
    """
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host)) if host[-1:].isalnum() else ""
    except OSError:
        return ""


def _public_v4(address: IPv4Address) -> bool:
    return (
        address.is_global
        and not address.is_multicast
        and not any(address in network for network in _NOT_REAL_V4)
    )


def _public_v6(address: IPv6Address) -> bool:
    if address.ipv4_mapped is not None:
        return _public_v4(address.ipv4_mapped)
    if address in _NAT64:
        return _public_v4(IPv4Address(int(address) & 0xFFFF_FFFF))
    return (
        address in _UNICAST and address.is_global and not any(address in network for network in _NOT_REAL_V6)
    )
