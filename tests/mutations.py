"""Plants faults, one after another, and sees that each makes a test fail: ``python tests/mutations.py``.

What is planted are mistakes of kinds that other programs have made, each where it would be made here, and
mutations of the engine; ``mistakes`` or ``engine`` names one of the two. A fault that no test notices is
said, and the exit code is 1.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
ENGINE_TESTS = "tests/engine tests/build/test_made_again.py tests/build/test_paranoid.py"


class Fault(NamedTuple):
    """A piece of a file of the package, what stands there instead, the tests that are to notice it, and what
    kind of mistake it is.
    """

    module: str
    text: str
    wrong: str
    tests: str = ENGINE_TESTS
    kind: str = ""


MISTAKES = (
    Fault(
        "theme_default/partials/document.html",
        "{{ page.title | phrase }}",
        "{% autoescape false %}{{ page.name }}{% endautoescape %}",
        "tests/theme/test_templates.py tests/hostile/test_text.py",
        "a title that is not escaped",
    ),
    Fault(
        "theme_default/partials/document.html",
        "{{ page.title | phrase }}",
        "{{ page.name|safe }}",
        "tests/theme/test_templates.py",
        "a value that is called safe",
    ),
    Fault(
        "engine/regular_file.py",
        '_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)',
        "_NO_LINKS = 0",
        "tests/engine/test_regular_file.py",
        "links are followed",
    ),
    Fault(
        "output/publish/output.py",
        "resolved == root / name or root / name in resolved.parents",
        "str(resolved).startswith(str(root / name))",
        "tests/output/publish/test_publication.py",
        "paths are compared as strings",
    ),
    Fault(
        "engine/tables.py",
        "if (before := old.get(key, _ABSENT)) is not value and before != value",
        "if (before := old.get(key, _ABSENT)) != value and not isinstance(value, tuple)",
        "tests/build/test_live.py",
        "who leads to a title is not told of another",
    ),
    Fault(
        "build/making.py",
        "        and not stale\n        and present.issuperset(before.paths)\n"
        "        and unit.digest(db) == before.digest\n",
        "        and present.issuperset(before.paths)\n",
        "tests/build/test_build.py tests/hostile/test_builds.py",
        "a stale page is kept",
    ),
    Fault(
        "content/stat_cache.py",
        "(status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns)",
        "(0, 0, status.st_mtime_ns, 0)",
        "tests/content/test_stat_cache.py tests/hostile/test_builds.py",
        "a file is known by its time",
    ),
    Fault(
        "output/publish/swap.py",
        "    if call(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE) == 0:\n        return True\n",
        '    os.rename(paths[0], paths[0] + b".old")\n    os.rename(paths[1], paths[0])\n'
        '    os.rename(paths[0] + b".old", paths[1])\n    return True\n',
        "tests/output/publish",
        "folders are exchanged by renaming",
    ),
    Fault(
        "output/publish/foreign_files.py",
        "    moved: list[str] = []\n    if place.is_dir()",
        "    moved: list[str] = []\n    if not place and place.is_dir()",
        "tests/output/publish",
        "a folder is deleted with all that is in it",
    ),
    Fault(
        "corpus/graph.py",
        "tuple(sorted({other for edge in edges for other in inward.get(edge, ())}))",
        "tuple({other for edge in edges for other in inward.get(edge, ())})",
        "tests/corpus/test_graph.py tests/build/test_determinism.py",
        "the order of a set",
    ),
    Fault(
        "output/site_files/feeds.py",
        "    changed = max(page.created, page.updated)\n",
        '    changed = __import__("time").strftime("%Y-%m-%dT%H:%M:%S")\n',
        "tests/output/site_files",
        "the time of the build",
    ),
    Fault(
        "serve/app.py",
        'elif any(origin.lower() not in {f"http://{host}" for host in self._hosts} for origin in origins):',
        "elif not self._hosts:",
        "tests/serve/test_safety.py",
        "origins are not looked at",
    ),
    Fault(
        "check/external/network.py",
        "        if not all(is_public(address) for address in addresses):\n",
        '        first, self.asked = not hasattr(self, "asked"), True\n'
        "        if first and not all(is_public(address) for address in addresses):\n",
        "tests/check/external/test_external_network.py",
        "only the first of several redirects is looked at",
    ),
    Fault(
        "engine/store.py",
        "            data = read_regular(self._folder, name)\n",
        "            data = read_regular(self._folder, name)\n            with suppress(Exception):\n"
        '                return __import__("pickle").loads(data)\n',
        "tests/hostile/test_builds.py",
        "a cache that is run when it is read",
    ),
    Fault(
        "content/parse.py",
        "            self._header.body_line,\n",
        "            1,\n",
        "tests/content/test_parse.py",
        "lines are counted from the end of the header",
    ),
    Fault(
        "build/site.py",
        "            found += self.living.links(path).diagnostics\n",
        "",
        "tests/corpus/test_resolve.py",
        "a finding is swallowed",
    ),
)
ENGINE = (
    Fault("engine/query.py", "        db.top.append(cell[1])\n", ""),
    Fault("engine/query.py", "if cell is None or db.unsettled:", "if cell is None:"),
    Fault("engine/database.py", "        while self._queue and (height", "        while False and (height"),
    Fault("engine/database.py", "                    waiting.append(user)\n", ""),
    Fault("engine/database.py", "        self._changed.update(waiting)\n", ""),
    Fault(
        "engine/database.py",
        "            self._changed.add(number)  # nobody compares\n",
        "            pass\n",
    ),
    Fault("engine/database.py", "        if same:\n            return\n", ""),
    Fault(
        "engine/database.py", "                if number in self._stale:  #", "                if False:  #"
    ),
    Fault("engine/database.py", "        self.causes.pop(number, None)\n", ""),
    Fault("engine/values.py", "digest_of_bytes(data) != self._nodes.digest(number)", "False"),
    Fault("engine/database.py", "            self._drop(kind, key, number)\n", "            pass\n"),
    Fault("engine/database.py", "            self._stale.discard(here)\n", ""),
    Fault("engine/database.py", "        self._stale.update(later.gone)\n", ""),
    Fault("engine/nodes.py", "if number in self.reads(user))", ")"),
    Fault("engine/nodes.py", "if user not in self._reads)", ")"),
    Fault("engine/nodes.py", "        if height > self.height(number):\n", "        if False:\n"),
    Fault("engine/nodes.py", "known.get(number, number) for", "number for"),
    Fault("engine/base.py", "if at % _WIDTH == 0:", "if at:"),
    Fault(
        "engine/base.py",
        "bisect_right(self._all_bounds(place), at) - 1",
        "bisect_right(self._all_bounds(place), at)",
    ),
    Fault("engine/tables.py", "        changed += [key for key in old if key not in new]\n", ""),
    Fault("engine/tables.py", "        self._db.mark(self._any, ())\n", ""),
    Fault("engine/tables.py", "        if other_keys:\n", "        if False:\n"),
    Fault("engine/tables.py", "member in fresh or ", ""),
    Fault("engine/tables.py", "                db.top.append(number)\n", ""),
    Fault(
        "engine/tables.py",
        "                    if now[key] != before.get(key):\n",
        "                    if False:\n",
    ),
    Fault(
        "engine/tables.py",
        "                    if before[key] != now.get(key):\n",
        "                    if False:\n",
    ),
    Fault(
        "engine/store.py",
        "        if data is None or data[_SEAL:head] != self._program:\n",
        "        if data is None:\n",
    ),
    Fault(
        "engine/store.py", "        if _sealed(name, data[_SEAL:]) != data[:_SEAL]:\n", "        if False:\n"
    ),
    Fault(
        "engine/store.py",
        "            swept[number] = (length, size)\n",
        "            swept[number] = (0, size)\n",
    ),
    Fault("engine/store.py", "        if since and since.name != nodes.name:\n", "        if False:\n"),
)


def noticed_by(fault: Fault) -> str:
    """The test that fails first once the fault is planted; empty when none does."""
    with tempfile.TemporaryDirectory() as base:
        package = Path(base) / "clewline"
        shutil.copytree(ROOT / "src" / "clewline", package)
        shutil.copytree(ROOT / "templates", package / "theme_default")
        module = package / fault.module
        source = module.read_text("utf-8")
        assert fault.text in source, fault
        module.write_text(source.replace(fault.text, fault.wrong), "utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *fault.tests.split()]
        environment = os.environ | {"PYTHONPATH": base}
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False
            )
        except subprocess.TimeoutExpired:
            return "the time that it takes"
        found = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", done.stdout, re.MULTILINE)
        assert done.returncode in (0, 1), done.stdout
        return found[1] if found else ""


def main() -> None:
    """Says of each fault which test notices it."""
    sets = {"mistakes": MISTAKES, "engine": ENGINE}
    parser = argparse.ArgumentParser(description="Plants faults and sees that tests notice them.")
    parser.add_argument("which", nargs="*", choices=[*sets, []], help="which faults; all unless told")
    faults = [fault for name in parser.parse_args().which or sets for fault in sets[name]]
    missed = 0
    for fault in faults:
        test = noticed_by(fault)
        missed += not test
        what = fault.kind or f"{fault.text.strip()!r} -> {fault.wrong.strip()!r}"
        print(f"| {fault.module} | {what} | {test or 'NOBODY'} |", flush=True)
    print(f"{len(faults) - missed} of {len(faults)} faults are noticed")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
