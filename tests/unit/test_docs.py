# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual holds together: each relative link leads to a file that is there, and to a heading in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.markdown_page import Page

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *(
        path
        for name in ("README", "CONTRIBUTING", "SECURITY", "CHANGELOG")
        if (path := ROOT / f"{name}.md").exists()
    ),
    *(ROOT / folder / "README.md" for folder in ("sandbox", "findings")),
    *sorted((ROOT / "docs").glob("*.md")),
]
IMAGES = ROOT / "docs" / "images"
LARGEST = 250_000  # bytes
FOR_ARTISTS = ("first-steps", "artists", "generate", "animate", "jobs", "history", "preferences")
BLENDERS = {
    "Undo",
    "Adjust Last Operation",
    "Repeat Last",
    "Material Preview",
    "Image Texture",
    "Install from Disk…",
}  # its own words
NARROWEST = 300  # pixels in which a panel can still be read
WIDEST = 120  # characters of a line; rows of tables cannot be broken


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    assert [link for link in Page(path).links if not leads_somewhere(path, link)] == []


def leads_somewhere(path: Path, link: str) -> bool:
    if "://" in link:
        return True
    name, _, heading = link.partition("#")
    target = (path.parent / name).resolve() if name else path
    if not target.is_relative_to(ROOT) or not target.exists():
        return False
    return not heading or heading in Page(target).headings


def test_the_add_ons_manual_links_lead_to_headings() -> None:
    """What Online Manual opens in Blender. That nothing is left out is seen to in tests/blender."""
    docs = ROOT / "docs" / "index.md"
    assert [target for target in manual_links() if not leads_somewhere(docs, target)] == []


def manual_links() -> set[str]:
    source = ast.parse((ROOT / "antekirt_addon" / "ui" / "online_manual.py").read_text(encoding="utf-8"))
    written = next(
        node.value
        for node in source.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "MAP"
    )
    return {target for _name, target in ast.literal_eval(written)}


@pytest.mark.parametrize("name", FOR_ARTISTS)
def test_what_stands_in_italics_is_what_the_interface_says(name: str) -> None:
    """Save for ways through Blender's own menus (Edit ▸ Preferences). An … stands for anything."""
    quoted = [text for text in Page(ROOT / "docs" / f"{name}.md").emphasized if "▸" not in text]
    said = interface()
    assert [
        text for text in quoted if text not in BLENDERS and not any(map(pattern(text).fullmatch, said))
    ] == []


def pattern(text: str) -> re.Pattern[str]:
    """Give what a label looks like in the code: it may end in a price or in a full stop and more."""
    return re.compile(".*".join(map(re.escape, text.split("…"))) + r"( · .*|[.:,] ?.*)?")


def interface() -> set[str]:
    return {
        node.value
        for path in (ROOT / "antekirt_addon").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_lines_are_not_too_wide(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > WIDEST and not line.startswith("|")] == []


def test_fifteen_words_are_fifteen() -> None:
    guide = (ROOT / "docs" / "developing.md").read_text(encoding="utf-8")
    table = guide.partition("## Fifteen words")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (?!word )[a-z]", table, re.MULTILINE)
    assert len(rows) == 15


def test_every_finding_is_listed() -> None:
    listed = {link for link in Page(ROOT / "findings" / "README.md").links if link.endswith(".sh")}
    assert listed == {path.name for path in (ROOT / "findings").glob("*.sh")}


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_every_page_can_be_found_from_the_first(path: Path) -> None:
    first = ROOT / "docs" / "index.md"
    assert path == first or path.name in Page(first).links


def test_every_picture_is_shown_and_every_one_shown_is_there() -> None:
    shown = {(path.parent / link).resolve() for path in PAGES for link in Page(path).links if ".png" in link}
    assert shown == set(IMAGES.glob("*.png"))


@pytest.mark.parametrize("path", sorted(IMAGES.glob("*.png")), ids=lambda path: path.name)
def test_pictures_are_small_to_load_and_large_enough_to_read(path: Path) -> None:
    assert path.stat().st_size <= LARGEST
    with Image.open(path) as picture:
        assert picture.width >= NARROWEST
