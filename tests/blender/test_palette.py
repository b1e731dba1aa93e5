# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours of an artwork changed as an artist does it, in all that an SVG can become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.render_view import corners, look_down, rendered_pixels

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Palette = Callable[[Any], dict[str, float]]

# Two red fields, a blue one, and one of a gradient; one red field lies beneath half a green one.
FIELDS = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><defs>
<linearGradient id="g"><stop offset="0" stop-color="#ff0000"/><stop offset="1" stop-color="#00ff00"/>
</linearGradient></defs>
<rect width="10" height="5" fill="#ff0000"/>
<rect x="10" width="10" height="5" fill="#0000ff"/>
<rect y="5" width="10" height="5" fill="#ff0000"/>
<rect y="5" width="10" height="5" fill="#00ff00" fill-opacity="0.5"/>
<rect x="10" y="5" width="10" height="5" fill="url(#g)"/></svg>"""
KINDS = ["CURVES", "MESH", "GREASE_PENCIL"]


def brought(folder: Path, text: str = FIELDS, name: str = "fields", **chosen: Any) -> Any:
    """The root of an artwork that is imported."""
    file = folder / f"{name}.svg"
    file.write_text(text)
    bpy.ops.antekirt.import_svg(filepath=str(file), **chosen)
    return bpy.context.object


def recolored(root: Any, old: str, new: str) -> set[str]:
    bpy.context.view_layer.objects.active = root
    return bpy.ops.antekirt.recolor(old=old, new=new)  # type: ignore[no-any-return]


@pytest.fixture
def palette(part: Callable[[str], Any]) -> Callable[[Any], dict[str, float]]:
    """What share of an artwork each of its colors covers."""
    swatches = part("scene.palette.artwork_palette").swatches
    return lambda root: dict(swatches(root))


@pytest.mark.parametrize("kind", KINDS[:2])
def test_a_color_changes_wherever_it_is(kind: str, palette: Palette, tmp_path: Path) -> None:
    root = brought(tmp_path, import_as=kind)
    assert recolored(root, "#FF0000", "#ffff00") == {"FINISHED"}
    look_down()
    shown = corners(rendered_pixels())
    assert shown["top left"] == pytest.approx((255, 255, 0), abs=2)
    assert shown["top right"] == pytest.approx((0, 0, 255), abs=2)
    assert shown["bottom left"] == pytest.approx((128, 255, 0), abs=3)  # what was composed for red below
    assert shown["bottom right"] == pytest.approx((112, 255, 0), abs=16)  # on the way from yellow to green
    recolored(root, "#ffff00", "#ff0000")
    assert "#ffff00" not in palette(root)


def shown_colors(root: Any, part: Callable[[str], Any]) -> set[tuple[float, ...]]:
    """What the fills of a drawing are seen in, linear."""
    (obj,) = root.children
    found = part("scene.export.grease_pencil_fill").fills(obj, obj.data)
    return {tuple(round(value, 2) for value in one.color[:3]) for one in found}


def test_bands_of_a_gradient_follow_its_stops(part: Callable[[str], Any], tmp_path: Path) -> None:
    root = brought(tmp_path, import_as="GREASE_PENCIL")
    bpy.context.view_layer.update()
    before = shown_colors(root, part)
    assert any(red > 0.3 and green > 0.1 for red, green, _ in before)
    copied = root.children[0].copy()  # as Alt D does: the copy shares the data
    copied.parent = shared = root.copy()
    for obj in (copied, shared):
        bpy.context.collection.objects.link(obj)
    recolored(root, "#ff0000", "#0000ff")
    bpy.context.view_layer.update()
    assert max(red for red, _, _ in shown_colors(root, part)) < 0.1
    assert any(blue > 0.3 and green > 0.1 for _, green, blue in shown_colors(root, part))
    assert shown_colors(shared, part) == before


@pytest.mark.parametrize("kind", ["CURVES", "GREASE_PENCIL"])
def test_an_override_has_colors_of_its_own(kind: str, palette: Palette, tmp_path: Path) -> None:
    name = brought(tmp_path, import_as=kind).users_collection[0].name
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "library.blend"))
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    libraries: Any = bpy.data.libraries
    with libraries.load(str(tmp_path / "library.blend"), link=True) as (_, wanted):
        wanted.collections = [name]
    linked: Any = wanted.collections[0]
    bpy.context.scene.collection.children.link(linked)
    linked.override_hierarchy_create(bpy.context.scene, bpy.context.view_layer)

    def root() -> Any:
        return next(obj for obj in bpy.data.objects if obj.override_library and obj.type == "EMPTY")

    recolored(root(), "#ff0000", "#ffff00")
    bpy.ops.antekirt.read_colors()
    root().antekirt_swatches["#0000ff"].color = (0.0, 1.0, 1.0)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "work.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "work.blend"))
    assert list(palette(root())) == ["#ffff00", "#00ff00", "#00ffff"]
    bpy.context.view_layer.objects.active = root()
    assert not bpy.ops.antekirt.reload_artwork.poll()


def test_lit_colors_change(palette: Palette, tmp_path: Path) -> None:
    root = brought(tmp_path)
    bpy.ops.antekirt.set_shading(shading="LIT")
    assert recolored(root, "#ff0000", "#ffff00") == {"FINISHED"}
    bpy.ops.antekirt.set_shading(shading="UNLIT")
    look_down()
    assert corners(rendered_pixels())["top left"] == pytest.approx((255, 255, 0), abs=2)
    assert "#ff0000" not in palette(root)


@pytest.mark.parametrize("kind", KINDS)
def test_colors_are_told_by_their_area(kind: str, palette: Palette, tmp_path: Path) -> None:
    shares = palette(brought(tmp_path, import_as=kind))
    assert next(iter(shares)) == "#ff0000"
    assert shares == pytest.approx({"#ff0000": 2.5 / 5, "#00ff00": 1.5 / 5, "#0000ff": 1 / 5}, abs=0.01)


def test_a_drawing_changes_its_fills(palette: Palette, tmp_path: Path) -> None:
    root = brought(tmp_path, import_as="GREASE_PENCIL")
    recolored(root, "#ff0000", "#ffff00")
    assert palette(root) == pytest.approx(
        {"#ffff00": 2.5 / 5, "#00ff00": 1.5 / 5, "#0000ff": 1 / 5}, abs=0.01
    )
    fills = [tuple(slot.material.grease_pencil.fill_color) for slot in root.children[0].material_slots]
    assert (1.0, 1.0, 0.0, 1.0) in [tuple(round(value, 3) for value in fill) for fill in fills]


@pytest.mark.parametrize("kind", KINDS)
def test_another_artwork_keeps_its_colors(kind: str, palette: Palette, tmp_path: Path) -> None:
    one, other = (brought(tmp_path, import_as=kind) for _ in range(2))
    copied = other.children[0].copy()  # as Alt D does: the copy shares the data
    copied.parent = shared = other.copy()
    for obj in (copied, shared):
        bpy.context.collection.objects.link(obj)
    recolored(one, "#0000ff", "#00ffff")
    assert "#00ffff" in palette(one)
    assert "#00ffff" not in palette(other)
    data = {obj.data for obj in other.children}
    recolored(shared, "#ff0000", "#ff00ff")
    assert "#ff00ff" in palette(shared)
    assert "#ff00ff" not in palette(other)
    assert {obj.data for obj in other.children} == data


def test_more_colors_than_materials(palette: Palette, tmp_path: Path) -> None:
    squares = "".join(
        f'<rect x="{n % 30}" y="{n // 30}" width="0.9" height="0.9" fill="#00{n // 30:02x}{n % 30 * 8:02x}"/>'
        for n in range(600)
    )
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">{squares}</svg>'
    one, other = (
        brought(tmp_path, text, import_as="MESH", color_tolerance=0.0, name=name) for name in ("one", "other")
    )
    other.children[0].data = one.children[0].data
    assert recolored(one, "#000508", "#ffffff") == {"FINISHED"}
    assert palette(one)["#ffffff"] == pytest.approx(1 / 600, rel=0.05)
    assert "#000508" not in palette(one)
    assert "#000508" in palette(other)


def test_a_color_that_is_not_there(palette: Palette, tmp_path: Path) -> None:
    root = brought(tmp_path)
    assert recolored(root, "#f00010", "#ffffff") == {"CANCELLED"}
    assert "#ff0000" in palette(root)
    with pytest.raises(RuntimeError, match="rrggbb"):
        recolored(root, "red", "#ffffff")


def test_a_change_is_one_step_of_undo(palette: Palette, tmp_path: Path) -> None:
    root = brought(tmp_path)
    bpy.ops.ed.undo_push(message="Import")
    recolored(root, "#ff0000", "#ffff00")
    bpy.ops.ed.undo_push(message="Change Color")
    bpy.ops.ed.undo()
    assert "#ff0000" in palette(bpy.context.object)


def test_two_colors_are_exchanged_through_the_swatches(
    part: Callable[[str], Any], palette: Palette, tmp_path: Path
) -> None:
    """On its way to its new colour a swatch passes another's, and takes nothing of that with it."""
    root = brought(tmp_path)
    part("scene.palette.swatch_list").fill(root)
    assert [swatch.name for swatch in root.antekirt_swatches] == list(palette(root))
    red = root.antekirt_swatches["#ff0000"]
    for color in ((0.5, 0.0, 0.5), (0.0, 0.0, 1.0), (0.0, 1.0, 1.0)):
        red.color = color
    assert palette(root) == pytest.approx(
        {"#00ffff": 2.5 / 5, "#00ff00": 1.5 / 5, "#0000ff": 1 / 5}, abs=0.01
    )


def test_ticked_colors_swap_and_merge(palette: Palette, tmp_path: Path) -> None:
    root = brought(tmp_path)
    assert not bpy.ops.antekirt.merge_colors.poll()
    bpy.ops.antekirt.read_colors()
    for color in ("#ff0000", "#0000ff"):
        root.antekirt_swatches[color].ticked = True
    names = {material.name for material in bpy.data.materials}
    bpy.ops.antekirt.swap_colors()
    assert {material.name for material in bpy.data.materials} == names
    assert palette(root) == pytest.approx(
        {"#0000ff": 2.5 / 5, "#00ff00": 1.5 / 5, "#ff0000": 1 / 5}, abs=0.01
    )
    assert [swatch.name for swatch in root.antekirt_swatches] == list(palette(root))
    bpy.ops.antekirt.merge_colors()
    assert palette(root) == pytest.approx({"#0000ff": 3.5 / 5, "#00ff00": 1.5 / 5}, abs=0.01)
    root.antekirt_swatch_sorting = "LIGHTNESS"
    assert [swatch.name for swatch in root.antekirt_swatches] == ["#0000ff", "#00ff00"]
    root.antekirt_swatch_sorting = "HUE"
    assert [swatch.name for swatch in root.antekirt_swatches] == ["#00ff00", "#0000ff"]


def test_colors_are_taken_from_elsewhere(palette: Palette, tmp_path: Path) -> None:
    other = brought(tmp_path, FIELDS.replace("#ff0000", "#203040"), name="other")
    bpy.ops.antekirt.save_palette()
    root = brought(tmp_path)
    bpy.ops.antekirt.take_colors(source="RAMP", dark=(0, 0, 0), middle=(0.5, 0.5, 0.5), light=(1, 1, 1))
    assert {"#000000", "#ffffff"} < set(palette(root))
    bpy.ops.antekirt.take_colors(source="PALETTE", palette="other", match="SHARE")
    assert palette(root) == pytest.approx(palette(other), abs=0.01)
    recolored(root, "#203040", "#ff0000")
    with pytest.raises(RuntimeError, match="another artwork"):
        bpy.ops.antekirt.take_colors(source="ARTWORK")
    other.select_set(True)
    bpy.ops.antekirt.take_colors(source="ARTWORK", match="SHARE")
    assert palette(root) == pytest.approx(palette(other), abs=0.01)


def test_bands_around_a_middle_of_their_own_share_their_material(tmp_path: Path) -> None:
    root = brought(tmp_path, import_as="GREASE_PENCIL", origin_to_center=True)
    assert len(root.children[0].material_slots) == 4


def test_a_linked_copy_of_a_mesh_keeps_the_original_as_it_is(tmp_path: Path) -> None:
    """Its colour attribute too, which exports and the viewport show."""
    root = brought(tmp_path, import_as="MESH")
    for obj in (root, *root.children):
        obj.select_set(True)
    bpy.ops.object.duplicate(linked=True)
    copy = next(obj for obj in bpy.context.selected_objects if obj.type == "EMPTY")
    (mesh,) = (obj.data for obj in root.children)
    before = [tuple(corner.color) for corner in mesh.color_attributes[0].data]
    assert recolored(copy, "#ff0000", "#ffff00") == {"FINISHED"}
    assert [tuple(corner.color) for corner in mesh.color_attributes[0].data] == before
    assert [tuple(corner.color) for corner in copy.children[0].data.color_attributes[0].data] != before


def test_a_mesh_in_edit_mode_waits_for_object_mode(tmp_path: Path) -> None:
    """Its attributes are empty there."""
    root = brought(tmp_path, import_as="MESH")
    bpy.context.view_layer.objects.active = root.children[0]
    bpy.ops.object.mode_set(mode="EDIT")
    for ours in ("recolor", "take_colors", "read_colors", "save_palette", "add_heights", "export_svg"):
        assert not getattr(bpy.ops.antekirt, ours).poll(), ours
    bpy.ops.object.mode_set(mode="OBJECT")
    root.children[0].modifiers.clear()
    bpy.ops.antekirt.add_heights(height=0.1)
    assert [modifier.name for modifier in root.children[0].modifiers] == ["Heights"]
