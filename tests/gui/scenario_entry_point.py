# SPDX-License-Identifier: GPL-3.0-or-later
"""Every editor, menu and key from which the add-on can be used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from collections.abc import Callable

    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

LONG = 600  # seconds that an image takes, unless they are skipped
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z" fill="#c04020"/></svg>'


def test_search_finds_what_can_be_done(ui: AntekirtUser) -> Steps:
    yield from ui.move_into()
    yield from ui.search("choose artist")
    yield from ui.wait(lambda: bpy.context.window_manager.antekirt.is_choosing)
    yield from ui.wait(lambda: ui.region().active_panel_category == "Antekirt")
    yield from ui.screenshot("found")
    yield from ui.press("antekirt.choose_artist(")
    assert bpy.context.scene.antekirt.artist_id
    bpy.context.scene.antekirt.prompt = "a lighthouse"


def test_a_key_can_be_assigned(ui: AntekirtUser) -> Steps:
    keymap = bpy.context.window_manager.keyconfigs.user.keymaps["Window"]
    item = keymap.keymap_items["antekirt.generate_image"]  # as the preferences show it under Keymap
    assert item.type == "NONE"
    item.type = "F19"
    yield from ui.move_into()
    yield from ui.key("F19")
    yield 0.5
    yield from ui.key("RET")  # no button has shown the price, so it is asked for
    yield from ui.wait(lambda: any("antekirt_prompt" in obj for obj in bpy.context.scene.objects))
    yield from ui.wait_until_idle()


def test_an_artwork_is_worked_on_in_its_panel(ui: AntekirtUser) -> Steps:
    """Each press is a step of undo, and a drawing of 200 pixels shows all of it."""
    path = Path(bpy.app.tempdir) / "work.svg"
    ground = '<rect width="4" height="4" fill="#fff"/>'
    path.write_text(SVG.replace("<path", f"{ground}<path"), encoding="utf-8")
    bpy.ops.antekirt.import_svg(filepath=str(path), grouping="PATHS")
    root: Any = bpy.context.object
    image: Any = bpy.data.images.new("work", 8, 8)
    image.pack()
    for thing, kind in ((root, "svg"), (image, "image")):
        thing["antekirt_kind"], thing["antekirt_generation_id"] = kind, "work"
    bpy.ops.ed.undo_push(message="Before")
    yield from ui.press("antekirt.read_colors(")
    yield from ui.wait(lambda: len(bpy.context.object.antekirt_swatches) == 2)
    yield from ui.hover("antekirt.save_palette(")
    yield from ui.screenshot("artwork")
    path.write_text(SVG, encoding="utf-8")
    yield from ui.press("antekirt.reload_artwork(")
    yield from ui.wait(lambda: len(bpy.context.object.children) == 1 and ui.is_idle)
    yield from ui.press("antekirt.make_multiplane(")
    yield from ui.wait(lambda: len(bpy.context.object.children) == 2 and ui.is_idle)
    yield from ui.press("show_part(part='PIECES'")
    yield from ui.wait(lambda: bpy.context.object["antekirt_shown"] == "PIECES")
    yield from ui.screenshot("multiplane")
    yield from ui.move_into()
    for pieces in (2, 1, 2):  # shown, cut out, reloaded
        yield from ui.key("Z", ctrl=True)
        yield from ui.wait(lambda: len(bpy.context.object.children) == pieces)  # noqa: B023 - asked at once
    assert not bpy.context.object.children[0].hide_render
    bpy.data.batch_remove([bpy.context.object, *bpy.context.object.children])


def test_search_makes_vectors_of_the_latest_image(ui: AntekirtUser) -> Steps:
    image = ui.jobs[-1]
    yield from ui.move_into()
    yield from ui.search("image to svg")
    yield from ui.screenshot("image-to-svg")
    yield from ui.key("RET")  # the price
    yield from ui.wait(_has_jobs(ui, 2))
    assert (ui.jobs[-1].kind, ui.jobs[-1].generation_id) == ("svg", image.generation_id)
    yield from ui.wait(lambda: ui.jobs[-1].state == "ready")
    yield from ui.wait_until_idle()


def test_artists_are_named_in_a_text_and_in_a_file(ui: AntekirtUser) -> Steps:
    """A render begins in a thread, and the press is a step of undo; a file that is there is asked about."""
    scene, render, view = bpy.context.scene, bpy.context.scene.render, bpy.context.preferences.view
    scene.cycles.samples, scene.cycles.use_denoising = 1, False
    render.engine, view.render_display_type = "CYCLES", "NONE"
    view.filebrowser_display_type = "SCREEN"
    render.resolution_x = render.resolution_y = 4
    yield from ui.move_into()
    yield from ui.search("write attribution")
    yield from ui.wait(lambda: "Credits" in bpy.data.texts)
    yield from ui.screenshot("credits-written")
    cube: Any = bpy.data.objects["Cube"]
    cube["antekirt_generation_id"], cube["antekirt_artist_name"] = "g-1", "Zoë Ångström"
    yield from artists_are_named_in_a_render(ui)
    yield from ui.wait(lambda: "Zoë Ångström\n" in bpy.data.texts["Credits"].as_string())
    yield from ui.move_into()
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: "Credits" not in bpy.data.texts)
    file = Path(bpy.app.tempdir) / "fox.credits.txt"
    file.write_text("mine")
    for key, is_replaced in (("ESC", False), ("RET", True)):
        with ui.override("WINDOW"):
            bpy.ops.antekirt.write_credits("INVOKE_DEFAULT", browse=True, scope="FILE", filepath=str(file))
        yield from ui.wait(lambda: any(area.type == "FILE_BROWSER" for area in ui.window.screen.areas))
        yield from ui.move_into(area="FILE_BROWSER")
        yield from ui.key("RET")
        yield from ui.wait(lambda: any(area.type == "VIEW_3D" for area in ui.window.screen.areas))
        yield from ui.screenshot("credits-replace")
        yield from ui.key(key)
        yield from ui.wait(lambda: ui.is_idle and (file.read_text() != "mine") == is_replaced)  # noqa: B023
    view.filebrowser_display_type = "WINDOW"


def artists_are_named_in_a_render(ui: AntekirtUser) -> Steps:
    """The choice is among the output properties; where metadata is burned in, the panel asks."""
    scene: Any = bpy.context.scene
    properties: Any = next(area for area in ui.window.screen.areas if area.type == "PROPERTIES")
    properties.spaces.active.context = "OUTPUT"
    scene.render.use_stamp = scene.antekirt.credit_renders = True
    yield from ui.screenshot("credit-renders")
    assert scene.render.stamp_note_text == ""
    scene.antekirt.credit_burn_in = "SHOW"
    scene.render.filepath = f"{bpy.app.tempdir}/fox.webp"
    scene.render.image_settings.file_format = "WEBP"
    bpy.ops.render.render("INVOKE_DEFAULT", write_still=True)
    yield from ui.wait(lambda: not bpy.app.is_job_running("RENDER"))
    beside = Path(bpy.app.tempdir) / "fox.credits.txt"
    for text in (scene.render.stamp_note_text, beside.read_text(encoding="utf-8")):
        assert "Zoë Ångström" in text


def test_a_high_price_is_asked_for(ui: AntekirtUser) -> Steps:
    preferences: Any = bpy.context.preferences.addons[ADDON].preferences
    preferences.confirm_above = 5
    bpy.context.scene.antekirt.then = {"SVG"}
    known = len(ui.jobs)
    for answer, begun in (("ESC", 0), ("RET", 2)):
        yield from ui.press("antekirt.generate_image")
        yield 0.5
        yield from ui.screenshot(f"asked-{answer.lower()}")
        yield from ui.key(answer)
        yield 1.0
        yield from ui.wait(_has_jobs(ui, known + begun))
    yield from ui.wait(lambda: all(job.state == "ready" for job in ui.jobs), timeout=60)
    yield from ui.wait_until_idle()
    bpy.context.scene.antekirt.then = set()


def test_svg_files_can_be_dropped(ui: AntekirtUser) -> Steps:
    assert bpy.types.FileHandler.bl_rna_get_subclass_py("ANTEKIRT_FH_svg")
    file = Path(bpy.app.tempdir) / "dropped.svg"
    file.write_text(SVG, encoding="utf-8")
    assert "(Antekirt)" in bpy.ops.antekirt.import_svg.get_rna_type().name, "Blender's menu of a drop says it"
    before = len(bpy.data.objects)
    with ui.override("WINDOW"):  # as Blender does it with a file that was dropped
        bpy.ops.antekirt.import_svg("INVOKE_DEFAULT", filepath=str(file))
    yield from ui.wait(lambda: len(bpy.data.objects) > before)
    yield from ui.wait_until_idle()
    yield from ui.screenshot("dropped")


def test_menus_offer_the_import(ui: AntekirtUser) -> Steps:
    yield from ui.move_into()
    yield from ui.search("svg (antekirt)")
    yield from ui.wait(lambda: len(bpy.context.window_manager.windows) == 2)
    yield from ui.screenshot("file-browser")
    ui.in_dialog = True
    yield from ui.key("ESC")
    ui.in_dialog = False
    yield from ui.wait(lambda: len(bpy.context.window_manager.windows) == 1)


def test_the_image_editor_shows_the_result(ui: AntekirtUser) -> Steps:
    area = ui.area()
    area.ui_type = "IMAGE_EDITOR"
    area.spaces.active.image = bpy.data.images.new("Open", 8, 8)
    yield from ui.sidebar("Antekirt", "IMAGE_EDITOR")
    yield from ui.press("antekirt.generate_image", area="IMAGE_EDITOR")
    yield from ui.wait(lambda: "antekirt_prompt" in _shown(area))
    yield from ui.wait_until_idle()
    yield from ui.screenshot("image-editor")
    region = ui.region("WINDOW", "IMAGE_EDITOR")
    (left, bottom), (right, top) = (region.view2d.view_to_region(*at, clip=False) for at in ((0, 0), (1, 1)))
    covered = ui.region("UI", "IMAGE_EDITOR").x - region.x
    assert -1 <= left < right <= covered + 1, "the picture is not fitted"
    assert -1 <= bottom < top <= region.height + 1
    assert max((right - left) / covered, (top - bottom) / region.height) > 0.8
    yield from ui.hover(f'dismiss_job(job_id="{ui.jobs[-1].id}"', area="IMAGE_EDITOR")  # its card stays


def test_a_tile_is_made_while_the_window_goes_on(ui: AntekirtUser) -> Steps:
    area = ui.area("IMAGE_EDITOR")
    before = _shown(area)
    yield from ui.press("antekirt.make_seamless", area="IMAGE_EDITOR")
    yield from ui.wait(lambda: "antekirt_seamless_of" in _shown(area), timeout=30)
    assert _shown(area)["antekirt_seamless_of"] == before.name
    yield from ui.hover("antekirt.use_seamless", area="IMAGE_EDITOR")
    yield from ui.screenshot("image-editor-tile")
    bpy.ops.ed.undo()
    yield from ui.wait(lambda: not any("antekirt_seamless_of" in image for image in bpy.data.images))


def test_the_shader_editor_gets_a_texture(ui: AntekirtUser) -> Steps:
    """The material has another name when the picture comes, and a new one has its old name."""
    area = ui.area("IMAGE_EDITOR")
    area.ui_type = "ShaderNodeTree"
    cube = bpy.data.objects["Cube"]
    for obj in bpy.context.view_layer.objects:
        obj.select_set(obj == cube)
    bpy.context.view_layer.objects.active = cube
    ui.sandbox.settings(image_delay=LONG)
    yield from ui.sidebar("Antekirt", "NODE_EDITOR")
    yield from ui.press("antekirt.generate_image", area="NODE_EDITOR")
    yield from ui.wait(lambda: ui.jobs[-1].state == "running")
    name = cube.active_material.name
    cube.active_material.name = "Crate"
    stranger = bpy.data.materials.new(name)
    ui.sandbox.skip(LONG)
    yield from ui.wait(lambda: _textures(cube))
    yield from ui.wait_until_idle()
    assert not (stranger.node_tree and any(node.type == "TEX_IMAGE" for node in stranger.node_tree.nodes))
    (texture,) = _textures(cube)
    (link,) = texture.outputs["Color"].links
    assert (link.to_node.type, link.to_socket.name) == ("BSDF_PRINCIPLED", "Base Color")
    with ui.override("WINDOW", "NODE_EDITOR"):
        bpy.ops.node.view_all()
    yield from ui.screenshot("shader-editor")
    for node in cube.active_material.node_tree.nodes:
        assert node == texture or not _overlap(texture, node), f"it lies on {node.name}"
    yield from ui.hover(f'dismiss_job(job_id="{ui.jobs[-1].id}"', area="NODE_EDITOR")  # its card stays
    yield from ui.screenshot("shader-editor-card")


def _overlap(one: Any, other: Any) -> bool:
    """Whether two nodes that were drawn cover each other."""
    scale = bpy.context.preferences.system.ui_scale
    (wide, high), (its_wide, its_high) = (node.dimensions / scale for node in (one, other))
    x, y = other.location - one.location
    return bool(-its_wide < x < wide and -high < y < its_high)


def _has_jobs(ui: AntekirtUser, count: int) -> Callable[[], bool]:
    return lambda: len(ui.jobs) == count


def _shown(area: Any) -> Any:
    return area.spaces.active.image or {}


def _textures(obj: Any) -> list[Any]:
    nodes = obj.active_material.node_tree.nodes
    return [node for node in nodes if node.type == "TEX_IMAGE" and "antekirt_prompt" in node.image]
