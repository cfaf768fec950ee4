"""The allowance: how much longer a bibliography may become by what is written once and used often."""

from clewline.text.limits import EXPANSION_CHARACTERS


class Allowance:
    """What is left of the characters that a file of ``size`` characters may add to itself."""

    def __init__(self, size: int) -> None:
        self._left = max(size, EXPANSION_CHARACTERS)

    def takes(self, characters: int) -> bool:
        """Whether there was still room for so many; it is then less by them."""
        self._left -= characters
        return self._left >= 0
