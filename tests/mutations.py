"""Plants faults in the engine, one after another, and sees that each makes a test fail: ``python tests/mutations.py``.

A fault that no test notices is printed, and the exit code is 1.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
TESTS = ("tests/engine", "tests/build/test_made_again.py", "tests/build/test_paranoid.py")


class Fault(NamedTuple):
    """A piece of a module of the engine, and what stands there instead."""

    module: str
    text: str
    wrong: str


FAULTS = (
    Fault("query.py", "        db.top.append(cell[1])\n", ""),
    Fault("query.py", "if cell is None or db.unsettled:", "if cell is None:"),
    Fault("database.py", "        if self._queue:\n", "        if False:\n"),
    Fault("database.py", "                    waiting.append(user)\n", ""),
    Fault("database.py", "        self._changed.update(waiting)\n", ""),
    Fault(
        "database.py",
        "                self._changed.add(number)  # nobody compares\n",
        "                pass\n",
    ),
    Fault("database.py", "        if same:\n            return\n", ""),
    Fault("database.py", "            self.causes.pop(number, None)\n", ""),
    Fault("values.py", "digest_of_bytes(data) != self._nodes.digest(number)", "False"),
    Fault("database.py", "            self._drop(kind, key, number)\n", "            pass\n"),
    Fault("database.py", "            self._stale.discard(here)\n", ""),
    Fault("database.py", "        self._stale.update(later.gone)\n", ""),
    Fault("nodes.py", "if number in self._reads[user])", ")"),
    Fault("nodes.py", "if user not in self._reads)", ")"),
    Fault("nodes.py", "        if height > self.height(number):\n", "        if False:\n"),
    Fault("nodes.py", "known.get(number, number) for", "number for"),
    Fault("base.py", "if at % _WIDTH == 0:", "if at:"),
    Fault("base.py", "at // _WIDTH) - 1", "at // _WIDTH)"),
    Fault("tables.py", "        changed += [key for key in old if key not in new]\n", ""),
    Fault("tables.py", "        self._db.mark(self._any, ())\n", ""),
    Fault("tables.py", "        if other_keys:\n", "        if False:\n"),
    Fault("tables.py", "member in fresh or ", ""),
    Fault("tables.py", "                db.top.append(number)\n", ""),
    Fault(
        "tables.py",
        "                    if now[key] != before.get(key):\n",
        "                    if False:\n",
    ),
    Fault(
        "tables.py",
        "                    if before[key] != now.get(key):\n",
        "                    if False:\n",
    ),
    Fault(
        "store.py",
        "        if data is None or data[_SEAL:head] != self._program:\n",
        "        if data is None:\n",
    ),
    Fault("store.py", "        if _sealed(name, data[_SEAL:]) != data[:_SEAL]:\n", "        if False:\n"),
    Fault(
        "store.py",
        "            swept[number] = (length, size)\n",
        "            swept[number] = (0, size)\n",
    ),
    Fault("store.py", "        if since and since.name != nodes.name:\n", "        if False:\n"),
)


def is_noticed(fault: Fault) -> bool:
    """Whether a test fails once the fault is planted."""
    with tempfile.TemporaryDirectory() as base:
        package = Path(base) / "clewline"
        shutil.copytree(ROOT / "src" / "clewline", package)
        (package / "theme_default").symlink_to(ROOT / "templates")
        module = package / "engine" / fault.module
        source = module.read_text("utf-8")
        assert fault.text in source, fault
        module.write_text(source.replace(fault.text, fault.wrong), "utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *TESTS]
        environment = os.environ | {"PYTHONPATH": base}
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, timeout=900, check=False
            )
        except subprocess.TimeoutExpired:
            return True
        return done.returncode == 1


def main() -> None:
    """Says which faults no test notices."""
    missed = [fault for fault in FAULTS if not is_noticed(fault)]
    for fault in missed:
        print(f"nobody notices {fault.module}: {fault.text!r} -> {fault.wrong!r}")
    print(f"{len(FAULTS) - len(missed)} of {len(FAULTS)} faults are noticed")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
