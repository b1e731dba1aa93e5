# SPDX-License-Identifier: GPL-3.0-or-later
"""What ``scripts/docs --site`` hands to Sphinx holds together. The command itself looks at the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.docs_site import BESIDE, ROOT, is_there, manual_links, pages, stage
from tests.markdown_page import Page
from tests.unit.test_docs import manual_links as manual_links_in_docs

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staged")
    stage(folder)
    return folder


def test_every_link_leads_to_a_page_a_heading_or_a_picture_of_the_site(staged: Path) -> None:
    read = {name: Page(staged / name) for name in pages().values()}
    lost = []
    for name, page in read.items():
        for link in page.links:
            file, _, heading = link.partition("#")
            target = file or name
            if "://" in link or (target.startswith("images/") and (staged / target).exists()):
                continue
            if target not in read or (heading and heading not in read[target].headings):
                lost.append(f"{name}: {link}")
    assert lost == []


def test_what_is_not_published_is_text(staged: Path) -> None:
    guide = (staged / "developing.md").read_text(encoding="utf-8")
    assert "](../" not in guide
    assert "[CHANGELOG.md](changelog.md)" in guide


def test_each_page_stands_once_in_the_contents_in_the_order_of_the_first(staged: Path) -> None:
    text = (staged / "index.md").read_text(encoding="utf-8")
    listed = text.partition("```{toctree}")[2].partition("```")[0].split()[1:]
    names = [name.removesuffix(".md") for name in pages().values() if name != "index.md"]
    assert sorted(listed) == sorted(names)
    assert listed[:2] == ["first-steps", "artists"]


def test_all_that_the_add_on_opens_is_looked_up(tmp_path: Path) -> None:
    links = manual_links()
    assert {link.replace(".html", ".md") for link in links} == manual_links_in_docs()
    (tmp_path / "generate.html").write_text('<section id="generate">')
    assert is_there("generate.html#generate", tmp_path)
    assert not is_there("generate.html#the-price", tmp_path)
    assert not is_there("artists.html", tmp_path)


def test_pages_beside_the_manual_are_there() -> None:
    assert [path for path in BESIDE if not (ROOT / path).exists()] == []
