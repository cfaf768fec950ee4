"""Running the server."""

import pytest

from clewline.serve.run import address_of


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8484/"),
        ("0.0.0.0", "http://127.0.0.1:8484/"),
        ("::", "http://[::1]:8484/"),
        ("[::1]", "http://[::1]:8484/"),
        ("my-machine.local", "http://my-machine.local:8484/"),
    ],
)
def test_the_address_can_be_clicked(host: str, address: str) -> None:
    assert address_of(host, 8484) == address
