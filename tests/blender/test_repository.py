# SPDX-License-Identifier: GPL-3.0-or-later
"""The repository of a release, as Blender's own extension commands install, update and remove from it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts.built_extension import NotBuilt, built_extension
from scripts.changelog import Section
from scripts.extension_repository import NotGenerated, make_repository
from scripts.release import publish
from tests.extension_site import MANIFEST, numbered, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TARGET = Path(__file__).with_name("repository_target.py")


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The built extension as two versions of it, which differ by their number."""
    try:
        built_extension()
    except NotBuilt as reason:  # with ANTEKIRT_TEST_SOURCE
        pytest.skip(str(reason))
    folder = tmp_path_factory.mktemp("archives")
    return {number: numbered(number, folder) for number in ("7.0.0", "7.1.0")}


@contextmanager
def blender(home: Path, *arguments: str, **variables: str) -> Iterator[Callable[..., Any]]:
    """Start a Blender of its own; gives a function that has it carry out one line."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "HOME": str(home), "BLENDER_USER_RESOURCES": str(home / "user"), **variables}
    with (
        (home / "log").open("w") as log,
        subprocess.Popen(
            [sys.executable, str(TARGET), *arguments],
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        ) as process,
    ):

        def told(*line: str) -> Any:
            print(json.dumps(line), file=process.stdin, flush=True)
            answer = process.stdout.readline()
            assert answer, (home / "log").read_text()
            return json.loads(answer)

        try:
            yield told
        finally:
            process.kill()


def test_it_is_installed_updated_and_removed(archives: dict[str, Path], tmp_path: Path) -> None:
    site, installed = tmp_path / "site", tmp_path / "user" / "extensions" / "studio" / "antekirt"
    make_repository([archives["7.0.0"]], site)
    with served(site) as address, blender(tmp_path) as told:
        url = f"{address}/index.json"
        assert told("repo-add", "--clear-all", "--name", "Studio", "--url", url, "studio")["code"] == 0
        first = told("install", "--sync", "--enable", "studio.antekirt")
        assert (first["code"], first["enabled"]) == (0, ["bl_ext.studio.antekirt"])
        assert first["operators"]
        assert 'version = "7.0.0"' in (installed / MANIFEST).read_text()

        site.rename(tmp_path / "former")
        make_repository([archives["7.1.0"]], site)
        second = told("update", "--sync")
        assert second == first
        assert 'version = "7.1.0"' in (installed / MANIFEST).read_text()

        third = told("remove", "studio.antekirt")
        assert (third["code"], third["enabled"], third["operators"]) == (0, [], 0)
        assert not installed.exists()


@pytest.mark.one_blender
@pytest.mark.parametrize("is_named", [False, True], ids=["BLENDER_SYSTEM_EXTENSIONS", "--source SYSTEM"])
def test_it_runs_where_nothing_can_be_written(
    archives: dict[str, Path], tmp_path: Path, *, is_named: bool
) -> None:
    share = tmp_path / "share"
    folder = share / "system" / "antekirt"
    with zipfile.ZipFile(archives["7.0.0"]) as archive:
        archive.extractall(folder)
    drawing = tmp_path / "drawing.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"><rect width="2" height="2"/></svg>')
    before = files(share)
    for path in [share, *share.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    variables = {} if is_named else {"BLENDER_SYSTEM_EXTENSIONS": str(share)}
    with blender(tmp_path, str(folder), **variables) as told:
        module = "system"
        if is_named:
            module = "studio"
            source = ("--source", "SYSTEM", "--directory", str(share / "system"))
            assert told("repo-add", "--name", "Studio", *source, module)["code"] == 0
        name = f"bl_ext.{module}.antekirt"
        enabled = told("enable", name)
        assert (enabled["enabled"], enabled["operators"] > 0) == ([name], True)
        assert told("import", str(drawing))["objects"]
        last = told("disable", name)
    assert [path for path in last["touched"] if "__pycache__" not in path] == []
    assert files(share) == before


def files(folder: Path) -> dict[Path, int]:
    """Give when each was last written, but for what Python keeps for itself where it may."""
    return {
        path: path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }


@pytest.mark.one_blender
def test_the_archive_holds_source_and_nothing_else(archives: dict[str, Path]) -> None:
    with zipfile.ZipFile(archives["7.0.0"]) as archive:
        names = {Path(name) for name in archive.namelist()}
    assert {path.suffix for path in names if path.parts[:-1]} == {".py", ".json"}
    top = {path.name for path in names if not path.parts[:-1]}
    assert {"LICENSE", MANIFEST, "__init__.py"} <= top
    assert {name for name in top if not name.endswith(".py")} == {"LICENSE", MANIFEST}


@pytest.mark.one_blender
def test_the_same_archives_give_the_same_repository(archives: dict[str, Path], tmp_path: Path) -> None:
    one, two = (make_repository([*archives.values()][::way], tmp_path / f"r{way}") for way in (1, -1))
    assert [path.name for path in sorted(one.iterdir())] == [
        *sorted(path.name for path in archives.values()),
        "index.html",
        "index.json",
    ]
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes()
    assert "Built" not in (one / "index.html").read_text()
    listed = json.loads((one / "index.json").read_text())["data"]
    assert [extension["version"] for extension in listed] == ["7.0.0", "7.1.0"]


@pytest.mark.one_blender
def test_a_release_is_whole_and_the_same_again(archives: dict[str, Path], tmp_path: Path) -> None:
    section = Section("7.0.0", "2026-12-01", "- All.")
    copies = [Path(shutil.copy(archives["7.0.0"], tmp_path))]
    publish(section, copies, tmp_path)
    first = files_as_bytes(tmp_path)
    assert set(first) == {
        *("antekirt-7.0.0.zip", "NOTES.md", "SHA256SUMS"),
        *(f"repository/{name}" for name in ("antekirt-7.0.0.zip", "index.html", "index.json")),
    }
    listed = dict(line.split("  ")[::-1] for line in first["SHA256SUMS"].decode().splitlines())
    assert listed == {
        name: hashlib.sha256(data).hexdigest() for name, data in first.items() if name != "SHA256SUMS"
    }
    (tmp_path / "repository" / "of-an-earlier-one.zip").write_bytes(b"")
    publish(section, copies, tmp_path)
    assert files_as_bytes(tmp_path) == first


def files_as_bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.one_blender
def test_what_blender_leaves_out_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"no archive")
    with pytest.raises(NotGenerated, match="broken"):
        make_repository([broken], tmp_path / "repository")
