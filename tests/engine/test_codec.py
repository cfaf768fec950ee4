import pytest

from clewline.engine.codec import Undecodable, decoded, digest_of, digest_of_bytes, encoded


def test_values_come_back() -> None:
    value = {"a": ((1, "b"), (2, "c"))}
    assert decoded(encoded(value), dict[str, tuple[tuple[int, str], ...]]) == value
    assert digest_of(value) == digest_of_bytes(encoded(value))


@pytest.mark.parametrize("data", [b"", b"\xc1", encoded("text")])
def test_bytes_that_stand_for_nothing(data: bytes) -> None:
    with pytest.raises(Undecodable):
        decoded(data, dict[str, int])
