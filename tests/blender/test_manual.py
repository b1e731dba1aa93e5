# SPDX-License-Identifier: GPL-3.0-or-later
"""Online Manual, on a right-click, opens a page of ours for all that is ours.

That each of these pages and headings is there is seen to by tests/unit/test_docs.py.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_OURS = {"rna_type", "name", "bl_idname"}  # Blender's own, in every such group


def opened(name: str) -> str | None:
    """Give the address that Blender opens for an operator or a property."""
    found: str | None = bpy.types.WM_OT_doc_view_manual._lookup_rna_url(name, verbose=False)  # noqa: SLF001 - Blender's
    return found


@pytest.mark.one_blender
def test_a_place_is_a_heading_of_a_rendered_page(part: Callable[[str], Any]) -> None:
    pages = part("ui.online_manual").PAGES
    assert opened("bpy.ops.antekirt.generate_image") == f"{pages}generate.html#generate"
    assert opened("bpy.ops.antekirt.convert_svg") == f"{pages}vectors.html"


def test_each_operator_has_its_place(part: Callable[[str], Any]) -> None:
    ours = dir(bpy.ops.antekirt)
    assert "generate_image" in ours
    pages = part("ui.online_manual").PAGES
    lost = [name for name in ours if not (opened(f"bpy.ops.antekirt.{name}") or "").startswith(pages)]
    assert lost == []


@pytest.mark.one_blender
def test_what_the_search_is_said_to_find_stands_in_a_menu(part: Callable[[str], Any]) -> None:
    found: set[str] = set()

    def entry(name: str, **_: object) -> SimpleNamespace:
        found.add(name)
        return SimpleNamespace()

    layout = SimpleNamespace(operator=entry, menu=lambda *_, **__: None, separator=lambda: None)
    for menu, draw in part("ui.blender_menu").MENU_ADDITIONS:
        if menu is not bpy.types.TEXT_HT_header:
            draw(SimpleNamespace(layout=layout), bpy.context)
    assert {
        f"antekirt.{name}"
        for name in (
            *("prepare_for_export", "undo_preparation", "write_credits", "mark_asset", "copy_to_library"),
            *("gather_files", "find_missing", "restart_film"),
        )
    } <= found


@pytest.mark.parametrize(
    ("module", "group"),
    [
        ("operators.scene_properties", "AntekirtSceneProperties"),
        ("operators.gallery_properties", "AntekirtGalleryProperties"),
        ("ui.preferences", "AntekirtPreferences"),
    ],
)
def test_each_field_has_its_place(part: Callable[[str], Any], module: str, group: str) -> None:
    fields = set(getattr(part(module), group).bl_rna.properties.keys()) - NOT_OURS
    pages = part("ui.online_manual").PAGES
    lost = [name for name in fields if not (opened(f"bpy.types.{group}.{name}") or "").startswith(pages)]
    assert fields
    assert lost == []


def test_no_place_is_for_something_that_is_gone(part: Callable[[str], Any]) -> None:
    ours = {f"bpy.ops.antekirt.{name}" for name in dir(bpy.ops.antekirt)}
    named = {
        name for name, _ in part("ui.online_manual").MAP if name.startswith("bpy.ops.") and "*" not in name
    }
    assert named - ours == set()


def test_other_add_ons_keep_their_manual() -> None:
    assert "antekirt" not in (opened("bpy.ops.mesh.primitive_cube_add") or "")
