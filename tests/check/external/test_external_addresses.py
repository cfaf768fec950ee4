import pytest

from clewline.check.external.addresses import LONGEST_SHOWN, Malformed, follow, parse, shown
from clewline.check.external.private import is_metadata, is_public, numeric
from clewline.text.secrets import hidden


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("HTTP://example.org:80/a?b#c", "http://example.org/a?b"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("//example.org/a", "https://example.org/a"),
        (" https://example.org/a\nb ", "https://example.org/ab"),
        ("https://user:word@example.org/", "https://example.org/"),
        ("https://example.org./", "https://example.org/"),
        ("https://faß.de/", "https://xn--fa-hia.de/"),
        ("https://💩.la/", "https://xn--ls8h.la/"),
        ("https://-a_b.example.org/", "https://-a_b.example.org/"),
        ("https://example.org/ä b/%C3%A4?q=ü", "https://example.org/%C3%A4%20b/%C3%A4?q=%C3%BC"),
        ("https://example.org/a/../b/./c", "https://example.org/b/c"),
        ("https://example.org/100%", "https://example.org/100%"),
        ("http://[2001:DB8::1]:81/", "http://[2001:db8::1]:81/"),
    ],
)
def test_addresses_are_read_as_browsers_read_them(address: str, page: str) -> None:
    assert parse(address).page == page


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://[::1",
            "http://[::g]/",
            "http://a:99999/",
            "http://a:x/",
            "http://a:0/",
            "http://a:-1/",
            "http://xn--\x00/",
            "http:///a",
        ),
        *(
            "http://xn--a-ecp.ru\\@b/",
            "http://xn--99999999999/",
            "http://a..b/",
            "http://a b/",
            f"http://{'a' * 64}.org/",
            "http://\ud800/",
        ),
        *(
            "mailto:a@b",
            "file:///etc/passwd",
            "///a",
            "a/b",
            "",
            "http://",
            "http://ℂ{}.org/",
            f"http://{'a.' * 130}org/",
            "http://a%00b/",
        ),
    ],
)
def test_what_no_browser_opens_is_malformed(address: str) -> None:
    with pytest.raises(Malformed):
        parse(address)


def test_redirects_are_relative_and_keep_the_fragment() -> None:
    base = parse("https://example.org/a/b#part")
    assert follow(base, "../c").url == "https://example.org/c#part"
    assert follow(base, "//other.org/d#e").url == "https://other.org/d#e"
    with pytest.raises(Malformed):
        follow(base, "javascript:alert(1)")
    with pytest.raises(Malformed):
        follow(base, "http://[")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://user:pw@example.org/", "https://…@example.org/"),
        ("https:\\\\user:pw@example.org/", "https:\\\\…@example.org/"),
        ("https://a.org/?q=1&token=abc&x=2", "https://a.org/?q=1&token=…&x=2"),
        ("https://a.org/?X-Amz-Signature=abc", "https://a.org/?X-Amz-Signature=…"),
        ("https://a.org/?sig=a;api_key=b&apikey=c&key=d", "https://a.org/?sig=…;api_key=…&apikey=…&key=…"),
        ("https://a.org/?tok%65n=abc&accessToken=d", "https://a.org/?tok%65n=…&accessToken=…"),
        ("https://a.org/cb#access_token=abc", "https://a.org/cb#access_token=…"),
        ("https://a.org/?keyword=x&design=y&monkey=z", "https://a.org/?keyword=x&design=y&monkey=z"),
    ],
)
def test_secrets_are_hidden_and_nothing_else(address: str, expected: str) -> None:
    assert hidden(address) == expected


def test_long_addresses_are_shortened() -> None:
    assert len(shown("https://example.org/" + "a" * 10_000)) == LONGEST_SHOWN


PRIVATE = (
    *(
        "127.0.0.1",
        "127.255.255.254",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "192.0.0.8",
    ),
    *(
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00::1",
    ),
    *(
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::1",
    ),
    *("2001:db8::1", "3fff::1", "2001:0:1::1", "::ffff:0:127.0.0.1", "5f00::1", "x", ""),
)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "017700000001"]
)
def test_spellings_of_one_number(host: str) -> None:
    assert numeric(host) == "127.0.0.1"


def test_names_are_not_numbers() -> None:
    assert [numeric(host) for host in ("example.org", "localhost", "1.2.3.4.5", "0x.example", "")] == [""] * 5
    assert numeric("::1") == "::1"


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "169.254.170.2",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "100.100.100.200",
        "192.0.0.192",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
    ],
)
def test_services_that_know_secrets_are_recognised(address: str) -> None:
    assert is_metadata(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "192.168.0.7", "fd00::1", "93.184.215.14", "x"])
def test_other_private_addresses_are_not_taken_for_them(address: str) -> None:
    assert not is_metadata(address)
