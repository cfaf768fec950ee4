"""The package: what a wheel holds, and that the same source gives the same bytes."""

import os
import re
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import clewline

ROOT = Path(__file__).parents[1]
HASH_SEEDS = ("1", "2")
REPOSITORY = "https://git.example/owner/name"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two folders, each with a wheel and a source distribution of this checkout."""
    folders = [tmp_path_factory.mktemp("dist") for _ in HASH_SEEDS]
    for seed, folder in zip(HASH_SEEDS, folders, strict=True):
        command = [sys.executable, "-m", "hatchling", "build", "-d", os.fspath(folder)]
        environment = {
            **os.environ,
            "CLEWLINE_REPOSITORY": REPOSITORY,
            "PYTHONHASHSEED": seed,
            "TZ": f"Etc/GMT+{seed}",
        }
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return folders


def test_the_same_source_gives_the_same_bytes(built: list[Path]) -> None:
    first, second = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in built)
    assert sorted(first) == sorted(second)
    assert {Path(name).suffix for name in first} == {".whl", ".gz"}
    assert all(first[name] == second[name] for name in first)


def test_a_wheel_holds_the_package_the_theme_and_the_licences(built: list[Path]) -> None:
    (path,) = built[0].glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        said = Parser().parsestr(wheel.read(metadata).decode())
    source = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src/clewline").rglob("*.py")}
    assert source <= set(names)
    theme = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()}
    assert {name.replace("templates/", "clewline/theme_default/", 1) for name in theme} <= set(names)
    handbook = ROOT / "notes" / "handbook"
    notes = {path.relative_to(handbook).as_posix() for path in handbook.rglob("*") if path.is_file()}
    assert {f"clewline/handbook/{name}" for name in notes} <= set(names)
    assert "clewline/py.typed" in names
    assert said["Version"] == clewline.__version__
    assert said["License-Expression"] == "MIT"
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_pictures_and_links_of_the_readme_lead_to_the_repository(built: list[Path]) -> None:
    (path,) = built[0].glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        (metadata,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        said = Parser().parsestr(wheel.read(metadata).decode())
    places = re.findall(r"\]\(([^)#]+)|(?:src|href)=\"([^\"]+)", str(said.get_payload()))
    addresses = [first or second for first, second in places]
    assert len(addresses) > 5 and all(address.startswith("https://") for address in addresses)
    files = [
        one.removeprefix(REPOSITORY).lstrip("/").split("/", 2)[2] for one in addresses if REPOSITORY in one
    ]
    assert files and all((ROOT / name).is_file() for name in files)
    assert f"Source, {REPOSITORY}" in said.get_all("Project-URL", [])
