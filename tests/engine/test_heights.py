"""Values that come to read what is further from the inputs than anything that they read before."""

from clewline.engine.database import Database
from clewline.engine.query import adopt, query
from clewline.engine.tables import Table

FAR = 9


class Depths:
    """Names with depths: each is looked up at the end of a chain of that length."""

    def __init__(self) -> None:
        self.db = Database()
        self.depths = Table[str, int](self.db, "depth", dict[str, int])
        adopt(self)
        self.depths.put({"a": 0, "b": 0})
        assert (self.total(), self.chain(FAR)) == (0, FAR)

    @query
    def chain(self, length: int) -> int:
        """``length``, found out step by step."""
        return self.chain(length - 1) + 1 if length else 0

    @query(cut=True)
    def level(self, name: str) -> int:
        """The depth of a name."""
        return self.chain(self.depths[name])

    @query(cut=True)
    def doubled(self, name: str) -> int:
        """The depth of a name, twice."""
        return 2 * self.level(name)

    @query
    def total(self) -> int:
        """All doubled depths."""
        return sum(self.doubled(name) for name in self.depths)


def test_what_is_asked_for_waits_for_what_has_moved_away() -> None:
    site = Depths()
    site.depths.put({"a": FAR - 1, "b": 0})
    assert site.total() == 2 * (FAR - 1)
