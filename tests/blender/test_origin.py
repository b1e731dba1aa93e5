# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a thing comes from, as the panels show it, and its artists in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.import_fixtures import DATA, GENERATION, attribution, source_files, square, target

if TYPE_CHECKING:
    from pathlib import Path


def origin_of(part: Any, thing: Any) -> Any:
    """Give what a panel shows of a thing, once the timer has read it."""
    listing = part("ui.origin_listing")
    listing.of(thing)
    part("operators.runtime").pump()
    return listing.of(thing)


def plane(part: Any, folder: Path) -> Any:
    part("scene.import_image").import_image(source_files(part, folder), "PLANE", target(part))
    return bpy.context.object


def test_objects_materials_images_worlds_and_strips_have_an_origin(part: Any, tmp_path: Path) -> None:
    obj = plane(part, tmp_path / "plane")
    (source,) = source_files(part, tmp_path / "world")
    part("scene.import_image").import_image([source], "WORLD", target(part))
    (film,) = source_files(part, tmp_path / "film", "ramp-24.mp4")
    part("scene.import_video").import_video(film, "SEQUENCER", target(part))
    (image,) = {node.image for node in obj.active_material.node_tree.nodes if getattr(node, "image", None)}
    strip = next(iter(part("scene.compat").every_strip(bpy.context.scene)))
    for thing, kind in (
        (obj, "image"),
        (obj.active_material, "image"),
        (image, "image"),
        (bpy.context.scene.world, "image"),
        (strip, "video"),
    ):
        (shown,) = origin_of(part, thing).works
        assert shown.work == attribution(part, kind=kind)
        assert shown.when == "2026-03-04"
        assert kind == "video" or shown.image
    bpy.ops.mesh.primitive_cube_add()
    assert not origin_of(part, bpy.context.object).works


def test_what_an_own_material_shows_in_a_group_is_the_origin_of_its_object(part: Any, tmp_path: Path) -> None:
    (source,) = source_files(part, tmp_path)
    part("scene.import_image").import_image([source], "IMAGE", target(part))
    (image,) = bpy.data.images
    group: Any = bpy.data.node_groups.new("Group", "ShaderNodeTree")
    group.nodes.new("ShaderNodeTexImage").image = image
    obj, material = square(), bpy.data.materials.new("Own")
    part("scene.compat").node_tree(material).nodes.new("ShaderNodeGroup").node_tree = group
    obj.data.materials.append(material)
    (shown,) = origin_of(part, obj).works
    assert (shown.work.artist_name, shown.picture) == ("Humberto Ventura", str(source.path))
    group.nodes.clear()
    part("operators.runtime").state(part("ui.origin_listing").Origins).look_again_at = 0.0
    assert not origin_of(part, obj).works


def test_each_work_of_what_was_joined_is_listed_and_is_in_the_line(
    part: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    obj = plane(part, tmp_path)
    other = attribution(part, generation_id="fox", artist_name="Ada", artist_id="a")
    part("scene.attribution").add(obj, [other])
    assert [shown.work for shown in origin_of(part, obj).works] == [attribution(part), other]
    assert bpy.ops.antekirt.copy_credit_line() == {"FINISHED"}
    assert "On the clipboard: Art by Ada, Humberto Ventura (Antekirt)\n" in capfd.readouterr().out
    obj.select_set(False)  # and is still what the panel is about
    assert bpy.ops.antekirt.copy_credit_line() == {"FINISHED"}
    bpy.ops.mesh.primitive_cube_add()
    with pytest.raises(RuntimeError, match="no work of Antekirt"):
        bpy.ops.antekirt.copy_credit_line()
    capfd.readouterr()
    assert bpy.ops.antekirt.copy_credit_line(scope="RENDER") == {"FINISHED"}
    assert "Art by Ada, Humberto Ventura (Antekirt)\n" in capfd.readouterr().out
    obj.hide_render = True
    with pytest.raises(RuntimeError, match="no work of Antekirt"):
        bpy.ops.antekirt.copy_credit_line(scope="RENDER")
    assert bpy.ops.antekirt.copy_credit_line(scope="FILE") == {"FINISHED"}


@pytest.mark.usefixtures("service")
def test_what_there_is_already_is_placed_again_and_the_rest_has_a_price(
    part: Any, artist_id: str, online: None
) -> None:
    assert online is None
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as="PLANE")
    obj: Any = bpy.context.object
    (shown,) = origin_of(part, obj).works
    assert shown.had == {"image"}
    assert shown.picture.endswith(".webp")
    bpy.ops.antekirt.convert_svg(generation_id=shown.work.generation_id, import_as="NONE")
    part("operators.runtime").state(part("ui.origin_listing").Origins).look_again_at = 0.0
    (shown,) = origin_of(part, obj).works
    assert shown.had == {"image", "svg"}


def test_what_was_left_out_of_a_drawing_is_read_outside_of_draw(part: Any) -> None:
    bpy.ops.antekirt.import_svg(filepath=str(DATA / "svg" / "fill.svg"), import_as="MESH")
    root: Any = next(obj for obj in bpy.data.objects if obj.type == "EMPTY")
    root["antekirt_left_out"] = ["1 filter was left out"]
    assert origin_of(part, root).left_out == ("1 filter was left out",)


def test_when_it_was_is_said_anew_in_another_language(
    part: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    obj = plane(part, tmp_path)
    origin_of(part, obj)
    monkeypatch.setattr(part("ui.date_text"), "date_in_words", lambda *_: "Heute")
    part("operators.runtime").state(part("ui.origin_listing").Origins).look_again_at = 0.0
    (shown,) = origin_of(part, obj).works
    assert shown.when == "Heute"


def test_what_was_tampered_with_is_shown_as_far_as_it_goes(part: Any) -> None:
    material = bpy.data.materials.new("Fox")
    material["antekirt_generation_id"], material["antekirt_kind"] = "an id", "hologram"
    material["antekirt_prompt"] = "fox\n" * 100_000
    (shown,) = origin_of(part, material).works
    assert (shown.artist, shown.had) == ("", {"image"})
    assert len(shown.prompt) == 400


def test_the_panels_are_there_where_there_is_an_origin(part: Any, tmp_path: Path) -> None:
    obj = plane(part, tmp_path)
    panels = part("ui.artwork_panel")
    origin_of(part, obj)
    assert panels.ANTEKIRT_PT_artwork_values.poll(bpy.context)
    assert panels.ANTEKIRT_PT_artwork.poll(bpy.context)
    assert panels.ANTEKIRT_PT_object_origin.poll(bpy.context)
    assert not panels.ANTEKIRT_PT_artwork_origin.poll(bpy.context), "nothing else is in it"
    assert obj["antekirt_generation_id"] == GENERATION
