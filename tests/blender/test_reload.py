# SPDX-License-Identifier: GPL-3.0-or-later
"""A changed file comes in again where the artwork is, and what is still there stays the artist's."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.file_time import set_apart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RED, BLUE, GREEN, YELLOW = "#ff0000", "#0000ff", "#00ff00", "#ffff00"


def rect(x: float, y: float, fill: str, name: str = "") -> str:
    key = f'id="{name}" ' if name else ""
    return f'<rect {key}x="{x}" y="{y}" width="3" height="3" fill="{fill}"/>'


def write(file: Path, *shapes: str) -> None:
    ground = '<rect width="10" height="10" fill="#eeeeee"/>'
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    file.write_text(f"{head}{ground}{''.join(shapes)}</svg>")
    set_apart(file)


def png(red: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head, pixel = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0), zlib.compress(bytes((0, red, 0, 0)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def brought(file: Path, **chosen: Any) -> Any:
    bpy.ops.antekirt.import_svg(filepath=str(file), **chosen)
    return bpy.context.object


def reloaded(piece: Any, **chosen: Any) -> set[str]:
    bpy.context.view_layer.objects.active = piece
    return bpy.ops.antekirt.reload_artwork(**chosen)  # type: ignore[no-any-return]


def fill(obj: Any) -> str:
    return str(obj.material_slots[0].material.name).partition(".")[0]


def piece_at(root: Any, x: float, y: float) -> Any:
    """The piece whose middle lies there in the file."""
    bpy.context.view_layer.update()

    def middle(obj: Any) -> tuple[float, float]:
        corners = [tuple(corner) for corner in obj.bound_box]
        return sum(c[0] for c in corners) / 8, sum(c[1] for c in corners) / 8

    where = (x - 5) / 5, (5 - y) / 5
    return min(
        (obj for obj in root.children_recursive if obj.type == "CURVE" and fill(obj) != "#EEEEEE"),
        key=lambda obj: sum((a - b) ** 2 for a, b in zip(middle(obj), where, strict=True)),
    )


def test_what_is_still_there_stays_what_it_was(tmp_path: Path) -> None:
    """Without ids: one shape moved, one recoloured, one removed, one added, and one that the artist has."""
    file = tmp_path / "work.svg"
    write(file, rect(0, 0, RED), rect(4, 0, BLUE), rect(0, 4, GREEN), rect(7, 7, YELLOW))
    root = brought(file, grouping="PATHS")
    root.location = 1.0, 2.0, 3.0
    moved, recolored, removed, own = (piece_at(root, *at) for at in ((1, 1), (5, 1), (1, 5), (8, 8)))
    gold = bpy.data.materials.new("Gold")
    own.data.materials[0] = gold
    own.rotation_euler.x = 0.25
    own.keyframe_insert("location", frame=1)
    uids = [obj.session_uid for obj in (root, moved, recolored, own)]
    gone = removed.session_uid
    write(file, rect(1, 0, RED), rect(4, 0, "#00ffff"), rect(6, 3, GREEN), rect(7, 7, YELLOW))
    assert reloaded(root) == {"FINISHED"}
    every = {obj.session_uid for obj in bpy.data.objects}
    assert [uid in every for uid in uids] == [True] * 4
    assert gone not in every
    assert bpy.context.object == root
    assert tuple(root.location) == (1.0, 2.0, 3.0)
    assert [piece_at(root, *at) for at in ((2, 1), (5, 1), (8, 8))] == [moved, recolored, own]
    assert [fill(obj) for obj in (moved, recolored, own)] == ["#FF0000", "#00FFFF", "Gold"]
    assert own.rotation_euler.x == pytest.approx(0.25)
    assert own.animation_data.action
    added = piece_at(root, 7, 4)
    assert added not in (moved, recolored, own)
    assert added.name.startswith("rect")
    assert len(root.children_recursive) == 5
    assert len(bpy.data.collections) == 1
    root.antekirt_spacing = 0.5
    assert added.location.z == pytest.approx(0.5 * added["antekirt_layer"])
    assert len([obj for obj in bpy.data.objects if obj.type == "EMPTY"]) == 1


def test_ids_tell_what_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "work.svg"
    write(file, rect(0, 0, RED, "one"), rect(5, 5, RED, "two"))
    root = brought(file, grouping="PATHS")
    one, two = bpy.data.objects["one"], bpy.data.objects["two"]
    write(file, rect(0, 0, RED, "two"), rect(5, 5, BLUE, "one"))
    root.select_set(False)
    two.select_set(True)
    reloaded(two)
    assert (bpy.context.object, bpy.context.selected_objects) == (two, [two]), "what is worked on stays so"
    assert (fill(one), fill(two)) == ("#0000FF", "#FF0000")
    assert piece_at(root, 6, 6) == one


@pytest.mark.parametrize(
    "chosen",
    [
        {"grouping": "LAYERS"},
        {"grouping": "COLORS"},
        {"grouping": "FILE_LAYERS"},
        {"grouping": "PATHS", "hierarchy": True},
        {"import_as": "MESH"},
        {"import_as": "GREASE_PENCIL"},
    ],
)
def test_colors_of_the_artist_stay(chosen: dict[str, Any], tmp_path: Path) -> None:
    """A file that shows the same changes nothing; a color that the artist changed is for new shapes, too."""
    file = tmp_path / "work.svg"
    layer = 'inkscape:groupmode="layer" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    before = [f'<g id="in" {layer}>', rect(0, 0, RED), "</g>", rect(4, 0, BLUE)]
    write(file, *before)
    root = brought(file, **chosen)
    bpy.ops.antekirt.recolor(old=RED, new="#ff8800")
    root.antekirt_spacing = 0.25
    objects = [obj.session_uid for obj in (root, *root.children_recursive)]
    counts = [len(kind) for kind in (bpy.data.materials, bpy.data.collections, bpy.data.curves)]
    write(file, *before, "<!-- seen by nobody -->")
    reloaded(root)
    assert [obj.session_uid for obj in (root, *root.children_recursive)] == objects
    assert [len(kind) for kind in (bpy.data.materials, bpy.data.collections, bpy.data.curves)] == counts
    assert root.antekirt_spacing == pytest.approx(0.25)
    write(file, *before, rect(5, 5, RED))
    reloaded(root)
    materials = {slot.material for obj in root.children_recursive for slot in obj.material_slots if obj.data}
    assert sorted(material.name.partition(".")[0] for material in materials) == [
        "#0000FF",
        "#EEEEEE",
        "#FF8800",
    ]


def test_another_file_takes_its_place(tmp_path: Path) -> None:
    file, other = tmp_path / "work.svg", tmp_path / "other.svg"
    write(file, rect(0, 0, RED), '<foreignObject width="3" height="3"/>')
    write(other, rect(0, 0, BLUE))
    root = brought(file, grouping="PATHS")
    assert list(root.get("antekirt_left_out", []))
    reloaded(root, filepath=str(other))
    assert not list(root.get("antekirt_left_out", []))
    assert fill(piece_at(root, 1, 1)) == "#0000FF"
    other.unlink()
    with pytest.raises(RuntimeError, match="no longer there"):
        reloaded(root)
    assert len(root.children_recursive) == 2


def test_an_unchanged_file_builds_only_what_is_gone(tmp_path: Path) -> None:
    file, copy = tmp_path / "work.svg", tmp_path / "copy.svg"
    write(file, rect(0, 0, RED), rect(4, 0, BLUE))
    root = brought(file, grouping="PATHS")
    data = {obj.data.session_uid for obj in root.children_recursive}
    copy.write_bytes(file.read_bytes())
    assert reloaded(root, filepath=str(copy)) == {"FINISHED"}
    assert {obj.data.session_uid for obj in root.children_recursive} == data
    bpy.data.objects.remove(piece_at(root, 5, 1))
    file.unlink()
    reloaded(root)  # from the copy
    assert fill(piece_at(root, 5, 1)) == "#0000FF"
    assert len(root.children_recursive) == 3


@pytest.mark.parametrize("import_as", ["CURVES", "MESH"])
def test_separated_pieces_stay_separated(import_as: str, tmp_path: Path) -> None:
    file = tmp_path / "work.svg"
    write(file, rect(0, 0, RED, "one"), rect(6, 0, RED, "two"), rect(0, 6, RED))
    root = brought(file, import_as=import_as, grouping="LAYERS")
    for obj in root.children_recursive:
        obj.select_set(True)
    bpy.context.view_layer.objects.active = root.children_recursive[0]
    bpy.ops.antekirt.separate_pieces(by="SHAPES")
    parts = set(root.children_recursive)
    assert len(parts) == 4
    one = next(obj for obj in parts if obj.get("antekirt_key") == "one")
    one.location.x = 0.5
    write(file, rect(0, 0, RED, "one"), rect(6, 1, RED, "two"), rect(0, 6, RED), rect(6, 6, RED, "new"))
    reloaded(root)
    assert parts < set(root.children_recursive)
    assert [obj.get("antekirt_key") for obj in set(root.children_recursive) - parts] == ["new"]
    assert (one["antekirt_key"], one.location.x) == ("one", 0.5)


def test_materials_of_the_artist_stay_in_several_slots_and_on_pictures(tmp_path: Path) -> None:
    file = tmp_path / "work.svg"
    picture = '<image x="6" y="6" width="3" height="3" href="data:image/png;base64,{}"/>'
    pixels = [base64.b64encode(png(color)).decode() for color in (10, 200)]
    write(file, rect(0, 0, RED), rect(4, 0, BLUE), picture.format(pixels[0]))
    root = brought(file, grouping="LAYERS")
    gold, silver = bpy.data.materials.new("Gold"), bpy.data.materials.new("Silver")
    shown = next(obj for obj in root.children_recursive if obj.type == "MESH")
    several = next(obj for obj in root.children_recursive if len(obj.material_slots) > 1)
    slot = [s.material.name.partition(".")[0] for s in several.material_slots].index("#FF0000")
    several.data.materials[slot], shown.data.materials[0] = gold, silver
    assert len([material for material in bpy.data.materials if not material.users]) == 2
    write(file, rect(0, 0, YELLOW), rect(4, 0, BLUE), picture.format(pixels[1]))
    reloaded(root)
    assert gold in [s.material for s in several.material_slots]
    assert shown.data.materials[0] == silver
    assert len([material for material in bpy.data.materials if not material.users]) == 2
    assert len(bpy.data.images) == 1


def test_new_layers_of_grease_pencil_follow_the_spacing(tmp_path: Path) -> None:
    file = tmp_path / "work.svg"
    write(file)
    root = brought(file, import_as="GREASE_PENCIL")
    write(file, rect(0, 0, RED), rect(1, 1, BLUE))
    reloaded(root)
    root.antekirt_spacing = 0.5
    (obj,) = root.children_recursive
    bpy.context.view_layer.update()
    seen = obj.evaluated_get(bpy.context.evaluated_depsgraph_get())
    corners = [tuple(corner)[2] for corner in seen.bound_box]
    if obj.type == "GPENCIL":
        modifiers = obj.grease_pencil_modifiers
        assert [modifier.layer for modifier in modifiers] == [layer.info for layer in obj.data.layers][1:]
        assert [modifier.location[2] > 0.1 for modifier in modifiers] == [True, True]
    else:
        assert max(corners) == pytest.approx(1.0, abs=0.01)


def shown_at(root: Any, x: float, y: float, part: Callable[[str], Any]) -> set[str]:
    """The names of the materials that are seen there in the file, of one of several shapes alike."""
    where = ((x - 5) / 5, (5 - y) / 5)
    (obj,) = root.children_recursive
    if obj.type == "MESH":
        faces = [
            (face.material_index, [obj.data.vertices[n].co for n in face.vertices])
            for face in obj.data.polygons
        ]
        parts = [(obj.material_slots[slot].material, corners) for slot, corners in faces]
    else:
        outlines = part("scene.export.grease_pencil_fill").slot_rims(obj.data)
        parts = [(obj.material_slots[slot].material, points) for slot, points in outlines]
    holding = [material.name.partition(".")[0] for material, corners in parts if is_within(where, corners)]
    return set(holding) - {"#EEEEEE"}


def is_within(where: tuple[float, float], corners: Any) -> bool:
    ends = [tuple(corner)[:2] for corner in corners]
    sides = [
        (b[0] - a[0]) * (where[1] - a[1]) - (b[1] - a[1]) * (where[0] - a[0])
        for a, b in zip(ends, [*ends[1:], ends[0]], strict=True)
    ]
    return bool(min(sides) >= 0 or max(sides) <= 0)


@pytest.mark.parametrize("import_as", ["MESH", "GREASE_PENCIL"])
def test_one_object_keeps_materials_where_they_are(
    import_as: str, part: Callable[[str], Any], tmp_path: Path
) -> None:
    """One shape moved, two recolored that have the artist's materials, one removed, and one added."""
    file = tmp_path / "work.svg"
    write(file, rect(0, 0, RED), rect(4, 0, BLUE), rect(0, 4, GREEN), rect(7, 7, YELLOW))
    root = brought(file, import_as=import_as)
    (obj,) = root.children_recursive
    slots = {slot.material.name.partition(".")[0]: slot for slot in obj.material_slots}
    for color, name in (("#0000FF", "Silver"), ("#FFFF00", "Gold")):
        material = bpy.data.materials.new(name)
        if import_as == "GREASE_PENCIL":
            bpy.data.materials.create_gpencil_data(material)
        slots[color].material = material
    obj.keyframe_insert("location", frame=1)
    write(file, rect(7, 7, "#ff8800"), rect(6, 3, "#ff00ff"), rect(1, 0, RED), rect(4, 0, "#00ffff"))
    uid = obj.session_uid
    reloaded(root)
    assert [one.session_uid for one in root.children_recursive] == [uid]
    assert obj.animation_data.action
    seen = [shown_at(root, *at, part) for at in ((2, 1), (5, 1), (1, 5), (8, 8), (7, 4))]
    assert seen == [{"#FF0000"}, {"Silver"}, set(), {"Gold"}, {"#FF00FF"}]


def test_slots_follow_the_shapes_by_their_ids(tmp_path: Path) -> None:
    file = tmp_path / "work.svg"
    write(file, rect(0, 0, RED, "one"), rect(6, 0, BLUE, "two"))
    root = brought(file, grouping="LAYERS")
    obj = next(obj for obj in root.children_recursive if len(obj.material_slots) == 2)
    for number, slot in enumerate(obj.material_slots):
        slot.material = bpy.data.materials.new(f"Own {slot.material.name} {number}")
    former = [slot.material.name for slot in obj.material_slots]
    write(file, rect(0, 6, YELLOW, "two"), rect(6, 6, GREEN, "one"))
    reloaded(root)
    own = {
        key: obj.material_slots[spline.material_index].material.name
        for key, spline in zip(obj["antekirt_keys"], obj.data.splines, strict=True)
    }
    assert ("#FF0000" in own["one"], "#0000FF" in own["two"]) == (True, True)
    assert sorted(own.values()) == sorted(former)


def test_what_was_told_of_the_file_is_told_anew(tmp_path: Path) -> None:
    file = tmp_path / "work.svg"
    write(file, rect(0, 0, RED), rect(4, 0, BLUE), '<foreignObject width="3" height="3"/>')
    root = brought(file, grouping="PATHS", size=2.0)
    bpy.ops.antekirt.add_heights(height=0.5)
    bpy.ops.antekirt.read_colors()
    root["antekirt_own_note"] = "mine"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">' + rect(0, 0, "#ffffff") + "</svg>"
    )
    reloaded(root)
    assert list(root["antekirt_viewport"]) == pytest.approx([40, 20, 0.05])
    assert (list(root["antekirt_left_out"]), root["antekirt_own_note"]) == ([], "mine")
    assert root["antekirt_heights"] == pytest.approx(0.5)
    (obj,) = root.children_recursive
    bpy.context.view_layer.update()
    assert obj.delta_location.z == pytest.approx(0.5)
    assert [swatch.name for swatch in root.antekirt_swatches] == ["#ffffff"]


def test_very_many_pieces_go_on_following_a_thickness_that_was_asked_for(
    tmp_path: Path, part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part("scene.artwork.connection"), "MOST_SOLID", 2)
    file = tmp_path / "work.svg"
    write(file, rect(0, 0, RED, "one"), rect(4, 0, BLUE, "two"))
    root = brought(file, grouping="PATHS")
    root.antekirt_thickness = 0.2
    write(file, rect(0, 0, RED, "one"), rect(4, 4, BLUE, "two"), rect(7, 0, GREEN, "three"))
    reloaded(root)
    bpy.context.view_layer.update()
    pieces = [bpy.data.objects[name] for name in ("one", "two", "three")]
    assert [2 * piece.data.extrude for piece in pieces] == pytest.approx([0.2] * 3)


def test_what_is_called_by_its_color_is_so_after_a_change(tmp_path: Path) -> None:
    file = tmp_path / "work.svg"
    write(file, rect(0, 0, RED), rect(4, 0, BLUE))
    root = brought(file, grouping="COLORS")
    red = bpy.data.objects["#FF0000"]
    bpy.data.objects["#0000FF"].name = "Mine"
    write(file, rect(0, 0, GREEN), rect(4, 0, YELLOW))
    reloaded(root)
    assert red.name == "#00FF00"
    assert "Mine" in bpy.data.objects


def test_copies_of_a_piece_follow_it(tmp_path: Path) -> None:
    file = tmp_path / "work.svg"
    write(file, rect(0, 0, RED, "one"), rect(4, 0, BLUE))
    root = brought(file, grouping="PATHS")
    one = bpy.data.objects["one"]
    linked, own = one.copy(), one.copy()
    own.data = one.data.copy()
    for obj in (linked, own):
        bpy.context.collection.objects.link(obj)
        obj.location.x = 3.0
    before = own.data
    write(file, rect(0, 0, GREEN, "one"), rect(4, 0, BLUE))
    reloaded(root)
    assert len(root.children_recursive) == 5
    assert linked.data == one.data
    assert own.data == before
    assert fill(one) == fill(linked) == "#00FF00"


def test_what_the_file_has_not_changed_keeps_its_data(tmp_path: Path) -> None:
    file = tmp_path / "work.svg"
    write(file, rect(0, 0, RED), rect(4, 0, BLUE))
    root = brought(file, grouping="PATHS")
    data = piece_at(root, 1, 1).data
    write(file, rect(0, 0, RED), rect(4, 4, BLUE))
    reloaded(root)
    assert piece_at(root, 1, 1).data == data
    assert len(bpy.data.curves) == 3


def test_meshes_stay_those_of_their_layers(tmp_path: Path) -> None:
    file = tmp_path / "work.svg"
    layer = 'inkscape:groupmode="layer" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    opened = f'<g {layer} inkscape:label="One">'
    write(file, opened, rect(0, 0, RED), rect(4, 0, BLUE), "</g>")
    root = brought(file, import_as="MESH", grouping="FILE_LAYERS")
    one = next(obj for obj in root.children_recursive if len(obj.material_slots) == 2)
    write(file, opened, rect(0, 0, RED), rect(4, 0, GREEN), "</g>", rect(6, 6, YELLOW))
    reloaded(root)
    assert {slot.material.name for slot in one.material_slots} == {"#FF0000", "#00FF00"}


@pytest.mark.parametrize("until", ["BUILT", "PAST_RETURN"])
def test_a_reload_that_is_stopped_changes_nothing_or_all(
    until: str, part: Callable[[str], Any], tmp_path: Path
) -> None:
    file = tmp_path / "work.svg"
    write(file, rect(0, 0, RED), rect(4, 0, BLUE))
    root = brought(file, grouping="PATHS")

    def everything() -> set[Any]:
        kinds: Any = (bpy.data.objects, bpy.data.curves, bpy.data.materials, bpy.data.collections)
        return {block.session_uid for kind in kinds for block in kind}

    before = everything()
    write(file, rect(0, 0, RED), rect(4, 4, BLUE), rect(7, 7, YELLOW))
    reload = part("scene.reload.reload_artwork")
    target = part("scene.import_target").capture(bpy.context)
    steps = reload.reload_artwork(root, None, target)
    while (next(steps) or 0.0) < getattr(reload, until):
        pass
    steps.close()
    assert (everything() == before) == (until == "BUILT")
    assert len(root.children_recursive) == (3 if until == "BUILT" else 4)
    assert len([obj for obj in bpy.data.objects if obj.type == "EMPTY"]) == 1


def test_exports_do_not_tell_where_the_file_lies(tmp_path: Path) -> None:
    (tmp_path / "of_mine").mkdir()
    file = tmp_path / "of_mine" / "work.svg"
    write(file, rect(0, 0, RED))
    brought(file, import_as="MESH")
    bpy.ops.wm.usd_export(filepath=str(tmp_path / "work.usda"))
    bpy.ops.export_scene.gltf(
        filepath=str(tmp_path / "work.gltf"), export_format="GLTF_SEPARATE", export_extras=True
    )
    for written in (tmp_path / "work.usda", tmp_path / "work.gltf"):
        assert "antekirt_spacing" in written.read_text()
        assert "of_mine" not in written.read_text()
    write(file, rect(0, 0, BLUE))
    assert reloaded(bpy.context.object) == {"FINISHED"}


def test_heights_part_what_a_reload_brings(tmp_path: Path) -> None:
    """A layer with several colors is parted by them again."""
    file = tmp_path / "work.svg"
    write(file, rect(0, 0, RED), rect(4, 0, RED))
    root = brought(file, grouping="LAYERS")
    bpy.ops.antekirt.add_heights(height=0.1)
    write(file, rect(0, 0, RED), rect(4, 0, BLUE))
    assert reloaded(root) == {"FINISHED"}
    assert len(root.children_recursive) == len(bpy.data.objects) - 1 == 3
