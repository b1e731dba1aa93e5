# SPDX-License-Identifier: GPL-3.0-or-later
"""SVG files into a scene: what is there afterwards, where, under which name, and what undo and Esc leave."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import bpy
import pytest
from mathutils import Vector

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from antekirt_addon.scene.attribution import Attribution

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">
<g id="back"><rect id="paper" width="200" height="100" fill="#ffcc00"/></g>
<g id="front"><g id="eyes"><circle id="left" cx="60" cy="50" r="40" fill="#0000ff"/>
<circle id="right" cx="140" cy="50" r="40" fill="#0000ff"/></g>
<path id="frame" fill-rule="evenodd" fill="#ff0000" d="M20 20h160v60h-160zM40 40h120v20h-120z"/></g></svg>"""
TARGETS = ("CURVES", "MESH", "GREASE_PENCIL")
KINDS = ("objects", "curves", "meshes", "materials", "collections")


@pytest.fixture
def artwork(tmp_path: Path) -> Path:
    file = tmp_path / "artwork.svg"
    file.write_text(SVG)
    return file


def bring(file: Path, **properties: Any) -> bpy.types.Object:
    """Import a file as a script does; gives the artwork's parent."""
    bpy.ops.antekirt.import_svg(filepath=str(file), **properties)
    return next(obj for obj in bpy.context.selected_objects if obj.type == "EMPTY")


def extent(parent: bpy.types.Object) -> tuple[Vector, Vector]:
    """The least and the greatest world coordinates of all that is drawn below an object."""
    bpy.context.view_layer.update()
    graph = bpy.context.evaluated_depsgraph_get()
    places = []
    for child in parent.children_recursive:
        evaluated = child.evaluated_get(graph)
        if child.type in {"CURVE", "MESH"}:
            mesh = evaluated.to_mesh()
            places += [child.matrix_world @ vertex.co for vertex in mesh.vertices]
            evaluated.to_mesh_clear()
        elif child.type != "EMPTY":
            places += [child.matrix_world @ Vector(corner) for corner in evaluated.bound_box]
    assert places
    return (
        Vector([min(place[axis] for place in places) for axis in range(3)]),
        Vector([max(place[axis] for place in places) for axis in range(3)]),
    )


def counts() -> dict[str, int]:
    return {kind: len(getattr(bpy.data, kind)) for kind in KINDS}


@pytest.mark.parametrize("target", TARGETS)
def test_the_longer_side_is_the_size_and_the_cursor_the_center(artwork: Path, target: str) -> None:
    bpy.context.scene.cursor.location = (1.0, 2.0, 3.0)
    least, most = extent(bring(artwork, import_as=target, size=4.0))
    assert (most - least).x == pytest.approx(4.0, abs=0.01)
    assert (most - least).y == pytest.approx(2.0, abs=0.01)
    assert tuple((least + most) / 2)[:2] == pytest.approx((1.0, 2.0), abs=0.01)
    assert least.z == pytest.approx(3.0, abs=0.01)
    assert (most - least).z < 0.02 * 4.0


def test_upright_stands_in_xz(artwork: Path) -> None:
    parent = bring(artwork, align="UPRIGHT")
    least, most = extent(parent)
    assert (most - least).z == pytest.approx(1.0, abs=0.01)
    assert (most - least).y < 0.04
    assert tuple(parent.matrix_world.to_3x3() @ Vector((0, 0, 1))) == pytest.approx((0, -1, 0), abs=1e-6)


def test_all_is_in_one_collection_under_one_parent_named_for_the_file(artwork: Path) -> None:
    parent = bring(artwork)
    (collection,) = bpy.context.scene.collection.children
    assert collection.name == parent.name == "artwork"
    assert set(collection.objects) == {parent, *parent.children_recursive}
    assert bpy.context.view_layer.objects.active == parent


def test_layers_share_what_does_not_overlap(artwork: Path) -> None:
    parent = bring(artwork, grouping="LAYERS")
    layers = sorted(parent.children, key=lambda child: child.location.z)
    assert [len(layer.data.splines) for layer in layers] == [1, 2, 2]


def test_colors_are_one_object_each(artwork: Path) -> None:
    parent = bring(artwork, grouping="COLORS")
    assert {child.name for child in parent.children} == {"#FFCC00", "#0000FF", "#FF0000"}


def test_paths_have_the_names_of_the_file(artwork: Path) -> None:
    parent = bring(artwork, grouping="PATHS")
    assert {child.name for child in parent.children} == {"paper", "left", "right", "frame"}


def test_groups_of_the_file_become_empties(artwork: Path) -> None:
    bring(artwork, grouping="PATHS", hierarchy=True)
    left = bpy.data.objects["left"]
    assert [left.parent.name, left.parent.parent.name] == ["eyes", "front"]
    assert bpy.data.objects["paper"].parent.name == "back"


def test_straight_sides_have_straight_handles(artwork: Path) -> None:
    bring(artwork, grouping="PATHS")
    point = bpy.data.objects["paper"].data.splines[0].bezier_points[0]
    assert (point.handle_left_type, point.handle_right_type) == ("VECTOR", "VECTOR")
    round_point = bpy.data.objects["left"].data.splines[0].bezier_points[0]
    assert (round_point.handle_left_type, round_point.handle_right_type) == ("ALIGNED", "ALIGNED")


def test_curves_stay_small_enough_to_be_filled_quickly(tmp_path: Path) -> None:
    squares = "".join(
        f'<rect x="{x}" y="{y}" width=".8" height=".8" fill="#08f"/>' for x in range(20) for y in range(20)
    )
    file = tmp_path / "squares.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">{squares}</svg>')
    parent = bring(file)
    splines = [len(child.data.splines) for child in parent.children]
    assert sum(splines) == 400
    assert max(splines) <= 100


@pytest.mark.parametrize(
    "chosen",
    [
        {"import_as": "CURVES", "grouping": "LAYERS"},
        {"import_as": "CURVES", "grouping": "COLORS"},
        {"import_as": "CURVES", "grouping": "PATHS", "hierarchy": True},
        {"import_as": "MESH"},
    ],
)
def test_spacing_changes_the_whole_artwork_at_once(artwork: Path, chosen: dict[str, Any]) -> None:
    parent = bring(artwork, **chosen, spacing=0.25)
    assert depth(parent) == pytest.approx(0.5, abs=1e-5)
    parent.antekirt_spacing = 0.1
    assert depth(parent) == pytest.approx(0.2, abs=1e-5)
    parent.antekirt_spacing = 0.0
    assert depth(parent) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("chosen", [{"grouping": "COLORS"}, {"import_as": "MESH"}])
def test_spacing_changes_what_is_being_edited(artwork: Path, chosen: dict[str, Any]) -> None:
    parent = bring(artwork, **chosen, spacing=0.25)
    for child in parent.children:
        child.select_set(True)
        bpy.context.view_layer.objects.active = child
    bpy.ops.object.mode_set(mode="EDIT")
    assert all(child.mode == "EDIT" for child in parent.children)
    parent.antekirt_spacing = 0.1
    bpy.ops.object.mode_set(mode="OBJECT")
    assert depth(parent) == pytest.approx(0.2, abs=1e-5)


def test_one_color_on_several_layers_is_spaced_too(tmp_path: Path) -> None:
    file = tmp_path / "stack.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
        '<rect width="10" height="10" fill="red"/>'
        '<rect x="1" y="1" width="8" height="8" fill="blue"/>'
        '<rect x="2" y="2" width="6" height="6" fill="red"/></svg>'
    )
    parent = bring(file, grouping="COLORS", spacing=0.5)
    assert len(parent.children) == 2
    assert depth(parent) == pytest.approx(1.0)
    parent.antekirt_spacing = 0.25
    assert depth(parent) == pytest.approx(0.5)


def depth(parent: bpy.types.Object) -> float:
    least, most = extent(parent)
    return most.z - least.z


@pytest.mark.parametrize("target", ["CURVES", "MESH"])
def test_extrude_gives_thickness(artwork: Path, target: str) -> None:
    assert depth(bring(artwork, import_as=target, spacing=0.0, extrude=0.05)) == pytest.approx(0.1, abs=1e-4)


def test_saved_and_loaded_it_is_the_same_and_still_adjustable(artwork: Path, tmp_path: Path) -> None:
    bring(artwork, spacing=0.25)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "scene.blend"))
    parent = bpy.data.objects["artwork"]
    assert depth(parent) == pytest.approx(0.5, abs=1e-5)
    assert parent.antekirt_spacing == pytest.approx(0.25)
    parent.antekirt_spacing = 0.1
    assert depth(parent) == pytest.approx(0.2, abs=1e-5)


def test_colors_are_shared_between_imports(artwork: Path) -> None:
    bring(artwork)
    before = len(bpy.data.materials)
    bring(artwork)
    assert len(bpy.data.materials) == before == 3


def test_a_color_changed_by_the_artist_is_not_taken_for_the_files(artwork: Path) -> None:
    bring(artwork)
    changed = bpy.data.materials["#FF0000"]
    changed.node_tree.nodes["Surface"].inputs["Emission Color"].default_value = (0.0, 1.0, 0.0, 1.0)
    parent = bring(artwork)
    used = {slot.material for child in parent.children for slot in child.material_slots}
    assert changed not in used


def test_a_color_of_an_older_file_that_exporters_do_not_understand_is_not_shared(artwork: Path) -> None:
    bring(artwork)
    older = bpy.data.materials["#FF0000"]
    nodes = older.node_tree.nodes
    nodes.remove(nodes["Surface"])
    nodes.new("ShaderNodeEmission").name = "Surface"
    parent = bring(artwork)
    assert older not in {slot.material for child in parent.children for slot in child.material_slots}


def test_thousands_of_colors_are_as_many_materials(tmp_path: Path) -> None:
    bring(colored_squares(tmp_path, 2000), color_tolerance=0.0)
    assert len(bpy.data.materials) == 2000


@pytest.mark.parametrize(("colors", "materials"), [(400, 400), (600, 1)])
def test_a_mesh_shows_very_many_colors_by_its_attribute(colors: int, materials: int, tmp_path: Path) -> None:
    bring(colored_squares(tmp_path, colors), color_tolerance=0.0, import_as="MESH")
    (mesh,) = bpy.data.meshes
    assert len(mesh.materials) == len(bpy.data.materials) == materials
    assert len({tuple(corner.color_srgb) for corner in mesh.color_attributes["Color"].data}) == colors


def colored_squares(folder: Path, colors: int) -> Path:
    squares = "".join(
        f'<rect x="{i % 50}" y="{i // 50}" width="1" height="1" fill="#{i * 6967 % 0xFFFFFF:06x}"/>'
        for i in range(colors)
    )
    file = folder / "colors.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 40">{squares}</svg>')
    return file


def test_several_files_lie_side_by_side(tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg"):
        (tmp_path / name).write_text(SVG)
    bpy.ops.antekirt.import_svg(
        directory=str(tmp_path), files=[{"name": "one.svg"}, {"name": "two.svg"}], size=1.0
    )
    one, two = (extent(bpy.data.objects[name]) for name in ("one", "two"))
    assert one[1].x < two[0].x
    assert (one[0].x + two[1].x) / 2 == pytest.approx(0.0, abs=1e-4)


def test_what_is_left_out_is_said(tmp_path: Path, part: Callable[[str], Any]) -> None:
    file = tmp_path / "words.svg"
    file.write_text(SVG.replace("</svg>", "<foreignObject/><foreignObject/></svg>"))
    done = importing(file, part)
    done.run()
    assert "2 foreign objects were left out" in done.message()


@pytest.mark.parametrize(
    "content",
    [b"", b"<html><body>Not found</body></html>", SVG[:200].encode(), b"\x00\x01\x02", b"<svg/>"],
    ids=["empty", "web page", "truncated", "noise", "nothing in it"],
)
def test_a_bad_file_changes_nothing_and_is_explained(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bad.svg"
    file.write_bytes(content)
    before = counts()
    with pytest.raises(RuntimeError, match=r"bad\.svg") as raised:
        bpy.ops.antekirt.import_svg(filepath=str(file))
    assert "Traceback" not in str(raised.value)
    assert counts() == before


def test_a_path_can_be_relative_to_the_blend_file(artwork: Path) -> None:
    bpy.ops.wm.save_as_mainfile(filepath=str(artwork.parent / "scene.blend"))
    bpy.ops.antekirt.import_svg(filepath=f"//{artwork.name}")
    bpy.ops.antekirt.import_svg(directory="//", files=[{"name": artwork.name}])
    assert sum(obj.type == "EMPTY" for obj in bpy.data.objects) == 2


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"gone\.svg"):
        bpy.ops.antekirt.import_svg(filepath=str(tmp_path / "gone.svg"))


@pytest.mark.parametrize("target", TARGETS)
def test_stopped_anywhere_it_leaves_nothing(artwork: Path, target: str, part: Callable[[str], Any]) -> None:
    before = counts()
    stages = set()
    for steps in range(200):
        done = importing(artwork, part, import_as=target)
        while steps and not done.progress:  # it is being read, on a thread
            done.step(0.0)
        if not all(not done.step(0.0) for _ in range(steps)):
            break
        stages.add(done.progress)
        done.stop()
        assert counts() == before
        assert not done.imported
    assert len(stages) > 3  # it was stopped in the middle too


@pytest.mark.parametrize("target", TARGETS)
def test_it_tells_from_the_first_thing_it_makes(
    artwork: Path, target: str, part: Callable[[str], Any]
) -> None:
    before = counts()
    done = importing(artwork, part, import_as=target)
    while not done.step(0.0):
        assert bool(done.progress) == (counts() != before)


def test_stopped_it_rolls_back_what_is_left(artwork: Path, part: Callable[[str], Any]) -> None:
    before = counts()
    done = importing(artwork, part)
    while len(bpy.data.curves) < 2:
        done.step(0.0)
    bpy.data.curves.remove(bpy.data.curves[0])  # as an undo does
    done.stop()
    assert counts() == before


def test_the_collector_rests_until_the_last_import_is_over(artwork: Path, part: Callable[[str], Any]) -> None:
    assert gc.isenabled()
    first, second = importing(artwork, part), importing(artwork, part)
    first.step(0.0)
    second.step(0.0)
    assert not gc.isenabled()
    first.stop()
    second.step(0.0)
    assert not gc.isenabled()
    second.run()
    assert gc.isenabled()


def test_a_collector_that_somebody_else_has_stopped_stays_so(
    artwork: Path, part: Callable[[str], Any]
) -> None:
    gc.disable()
    try:
        importing(artwork, part).run()
        assert not gc.isenabled()
    finally:
        gc.enable()


def importing(file: Path, part: Callable[[str], Any], **chosen: Any) -> Any:
    """An import as the operator makes one, to be taken step by step."""
    settings = part("scene.vector.vector_settings").VectorSettings(**chosen)
    target = part("scene.import_target").capture(bpy.context)
    return part("operators.svg_batch_import").SvgBatchImport(
        [part("scene.source_file").SourceFile(file)], settings, target
    )


def test_it_is_one_undo_step(artwork: Path) -> None:
    bpy.ops.ed.undo_push(message="before")
    bpy.ops.ed.undo_push(message="before")
    before = counts()
    bpy.ops.antekirt.import_svg("EXEC_DEFAULT", True, filepath=str(artwork))
    after = counts()
    bpy.ops.ed.undo()
    assert counts() == before
    bpy.ops.ed.redo()
    assert counts() == after


def test_attribution_is_on_all_that_was_made(artwork: Path, part: Callable[[str], Any]) -> None:
    attribution = part("scene.attribution")
    whose = import_work(artwork, part, "Ada")
    made = [*bpy.data.objects, *bpy.data.materials, *bpy.context.scene.collection.children]
    assert len(made) == 8
    assert all(attribution.read(datablock) == whose for datablock in made)
    assert bpy.context.scene.collection.children[0].name == "a frame"


@pytest.mark.parametrize("import_as", ["CURVES", "MESH", "GREASE_PENCIL"])
def test_no_color_is_shared_with_the_work_of_another_artist(
    artwork: Path, part: Callable[[str], Any], import_as: str
) -> None:
    read = part("scene.attribution").read
    import_work(artwork, part, "Ada", import_as)
    count = len(bpy.data.materials)
    known = set(bpy.data.objects)
    whose = import_work(artwork, part, "Bo", import_as)
    new = [obj for obj in bpy.data.objects if obj not in known]
    assert {read(slot.material) for obj in new for slot in obj.material_slots} == {whose}
    import_work(artwork, part, "Bo", import_as)
    assert len(bpy.data.materials) == 2 * count


def import_work(
    artwork: Path, part: Callable[[str], Any], artist: str, import_as: str = "CURVES"
) -> Attribution:
    """Import as a result of an artist; gives its attribution."""
    whose: Attribution = part("scene.attribution").Attribution(
        f"of {artist}", "svg", 0, "a1", artist, "a frame", "2026-01-01", "https://example.com"
    )
    source = part("scene.source_file").SourceFile(artwork, whose)
    target = part("scene.import_target").capture(bpy.context)
    settings = part("scene.vector.vector_settings").VectorSettings(import_as=import_as)
    for _ in part("scene.import_vector").import_vector(source, settings, target):
        pass
    return whose


def test_the_spacing_is_among_the_properties_of_an_artwork_alone(
    artwork: Path, part: Callable[[str], Any]
) -> None:
    panel = part("ui.artwork_panel").ANTEKIRT_PT_artwork
    parent = bring(artwork)
    assert panel.poll(bpy.context)
    bpy.context.view_layer.objects.active = parent.children[0]
    assert not panel.poll(bpy.context)
