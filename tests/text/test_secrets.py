"""Reports do not repeat the secrets of addresses."""

import pytest

from clewline.text.secrets import hidden, masked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://user:pw@example.org/", "https://…@example.org/"),
        ("see https://user:pw@example.org/a, or ftp://a:b@h", "see https://…@example.org/a, or ftp://…@h"),
        ("https:user:pw@example.org", "https:…@example.org"),
        ("(https://h/?a=1&token=abc&b=2)", "(https://h/?a=1&token=…&b=2)"),
        ("https://h/?apiKey=abc#access_token=x", "https://h/?apiKey=…#access_token=…"),
        ("https://h/?tok%65n=abc", "https://h/?tok%65n=…"),
        (
            "mailto:me@example.org and https://example.org/@me",
            "mailto:me@example.org and https://example.org/@me",
        ),
        ("https://example.org/?page=2&keyboard=x", "https://example.org/?page=2&keyboard=x"),
        ("https://YOUR-ID:YOUR-SECRET@host.example/", "https://YOUR-ID:YOUR-SECRET@host.example/"),
        ("https://user:password@h/?token={token}", "https://user:password@h/?token={token}"),
        ("https://h/?apiKey=YOUR_API_KEY&sig=a1", "https://h/?apiKey=YOUR_API_KEY&sig=…"),
        ("https://me:password@h/", "https://…@h/"),
        ("no address: token=abc", "no address: token=abc"),
    ],
)
def test_secrets_are_hidden_and_nothing_else(text: str, expected: str) -> None:
    assert hidden(text) == expected
    assert len(masked(text)) == len(text)


def test_a_long_line_is_searched_once() -> None:
    assert hidden("https:" * 50_000) == "https:" * 50_000
    assert len(hidden("?token=" * 50_000)) <= 7 * 50_000
