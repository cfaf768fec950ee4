"""What to write instead of an address that leads nowhere."""

from collections.abc import Iterable
from posixpath import relpath
from urllib.parse import quote, unquote

from clewline.text.did_you_mean import nearest
from clewline.text.names import host_meant, stem

_LEAST_ALIKE = 75
_LONGEST = 200
"""What is longer than this is no slip of the pen, and takes long to compare."""
_SEARCHES = 100
"""So many times what is alike is looked for: it takes long in a large site, and where much is broken one
cause will do.
"""


class Hints:
    """Knows the files of a site, and which of them was probably meant."""

    def __init__(self, files: Iterable[str]) -> None:
        self._files = sorted(files)
        self._known = frozenset(self._files)
        self._by_name: dict[str, list[str]] = {}
        self._searches = 0
        for path in self._files:
            name = path.rpartition("/")[2].casefold()
            self._by_name.setdefault(name, []).append(path)

    def missing(self, page: str, target: str, address: str) -> str:
        """What to do about ``address``, written in ``page``, which means the path ``target`` that is not
        there.
        """
        bare = target.rstrip("/")
        if whole := host_meant(address):
            return f"for another site, write the protocol: {whole}"
        for changed, how in (
            (bare, "leave the slash at the end out"),
            (f"{bare}.html", ""),
            (unquote(target), "encode it only once"),
        ):
            if changed != target and changed in self._known:
                return f"{how or 'give the ending'}: {written(page, changed)}"
        whole = f"{page.rpartition('/')[0]}/{address}".lstrip("/")
        if whole in self._known and ("#" in address or "?" in address):
            return f"`#` and `?` in a file name must be encoded: {written(page, whole)}"
        first, _, rest = target.partition("/")
        if address.startswith("/") and rest in self._known:
            return f"if the site is published below /{first}/, say so with --base-url"
        near = self.nearest(bare)
        return f"did you mean {written(page, near)}?" if near else "add the file, or correct the address"

    def nearest(self, target: str) -> str:
        """The file that is named as ``target`` is, or nearly so; of several, the one with the path most like
        it. Else empty.
        """
        name = target.rpartition("/")[2].casefold()
        alike = self._by_name.get(name, [])
        if not alike:
            near = self._search(name, self._by_name)
            alike = self._by_name[near] if near and nearest(stem(name), [stem(near)], _LEAST_ALIKE) else []
        return nearest(target, alike, 0) if alike else ""

    def place(self, fragment: str, defined: Iterable[str]) -> str:
        """What to do about a fragment that none of the ``defined`` places has."""
        near = self._search(unquote(fragment), sorted(defined))
        if near.casefold() == unquote(fragment).casefold() != "":
            return f"upper and lower case differ: #{near}"
        return (
            f"did you mean #{near}?" if near else "point to a place that is there, or to the page without `#`"
        )

    def _search(self, name: str, known: Iterable[str]) -> str:
        self._searches += 1
        if self._searches > _SEARCHES or len(name) > _LONGEST:
            return ""
        return nearest(name, (other for other in known if len(other) <= _LONGEST), _LEAST_ALIKE)


def written(page: str, target: str) -> str:
    """The relative address of the path ``target``, as it is written in ``page``."""
    address = relpath(target, page.rpartition("/")[0] or ".")
    return quote(address, safe="/-._~!$&'()*+,;=@") + ("/" if target.endswith("/") else "")
