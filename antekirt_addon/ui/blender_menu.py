# SPDX-License-Identifier: GPL-3.0-or-later
"""Our entries in Blender's own menus and headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_n as n_

from ..scene.artwork.artwork_root import root_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bpy.stub_internal.rna_enums import IconItems


def _add_image(menu: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    _add(menu, "antekirt.generate_image", n_("Antekirt Image", "Operator"), "IMAGE_DATA")
    _add(menu, "antekirt.import_image", n_("Import Image (Antekirt)", "Operator"), "MESH_PLANE")
    _add(menu, "antekirt.import_video", n_("Import Video (Antekirt)", "Operator"), "FILE_MOVIE")


def _add_curves(menu: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    _add(menu, "antekirt.import_svg", n_("Antekirt SVG", "Operator"), "CURVE_DATA")


def _import_svg(menu: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    menu.layout.operator("antekirt.import_svg", text=n_("SVG (Antekirt)", "Operator"))


def _export_svg(menu: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    menu.layout.operator_context = "INVOKE_DEFAULT"
    menu.layout.operator("antekirt.export_svg", text=n_("SVG (Antekirt)", "Operator"))


class ANTEKIRT_MT_actions(bpy.types.Menu):
    """Also for F3, which finds only what stands in a menu."""

    bl_label = "Antekirt"
    bl_description = "All that can be done without a result at hand"

    def draw(self, _context: bpy.types.Context | None) -> None:
        layout = self.layout
        for group in ACTIONS:
            for idname, text, icon in group:
                _add(self, idname, text, icon)
            layout.separator()


def _artwork(menu: Any, context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    if root_of(context.object):
        menu.layout.separator()
        menu.layout.menu("ANTEKIRT_MT_artwork", icon="OUTLINER_OB_EMPTY")


def _actions(menu: Any, context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    if getattr(context.space_data, "tree_type", "ShaderNodeTree") == "ShaderNodeTree":
        menu.layout.separator()
        menu.layout.menu("ANTEKIRT_MT_actions", icon="BRUSH_DATA")


def _add(menu: Any, idname: str, text: str, icon: IconItems) -> None:  # noqa: ANN401 - a Menu
    if is_there(idname):
        menu.layout.operator_context = "INVOKE_DEFAULT"
        menu.layout.operator(idname, text=text, icon=icon)


def is_there(idname: str) -> bool:
    """Whether an operator of ours can be called: the free part has not all of them."""
    return hasattr(bpy.types, "ANTEKIRT_OT_" + idname.partition(".")[2])


def _gather_files(menu: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    menu.layout.separator()
    menu.layout.operator("antekirt.gather_files")
    menu.layout.operator_context = "INVOKE_DEFAULT"
    if is_there("antekirt.find_missing"):
        menu.layout.operator("antekirt.find_missing")
    menu.layout.operator("antekirt.prepare_for_farm")


def _prepare_for_farm(menu: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    menu.layout.separator()
    _add(menu, "antekirt.prepare_for_farm", n_("Prepare for Farm (Antekirt)", "Operator"), "PACKAGE")


def _mark_asset(menu: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    menu.layout.separator()
    menu.layout.operator("antekirt.mark_asset")
    menu.layout.operator("antekirt.copy_to_library")


def _make_seamless(menu: Any, context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    if getattr(context.space_data, "image", None):
        menu.layout.separator()
        _add(menu, "antekirt.make_seamless", n_("Make Seamless (Antekirt)", "Operator"), "MESH_GRID")


def _prepare_for_export(menu: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    menu.layout.separator()
    menu.layout.operator("antekirt.prepare_for_export", text=n_("Prepare for Export (Antekirt)", "Operator"))
    menu.layout.operator("antekirt.undo_preparation", text=n_("Undo Preparation (Antekirt)", "Operator"))


def _write_credits(menu: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    menu.layout.operator_context = "INVOKE_DEFAULT"
    chosen = menu.layout.operator("antekirt.write_credits", text=n_("Attribution (Antekirt)", "Operator"))
    chosen.browse, chosen.scope = True, "FILE"


def _write_attribution_text(menu: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    menu.layout.separator()
    _add(menu, "antekirt.write_credits", n_("Write Attribution (Antekirt)", "Operator"), "TEXT")


def _restart_film(menu: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - a Menu
    menu.layout.separator()
    menu.layout.operator("antekirt.restart_film", text=n_("Video: New Start Here (Antekirt)", "Operator"))


def _text_header(header: Any, context: bpy.types.Context) -> None:  # noqa: ANN401 - a Header
    text = context.space_data.text
    if is_there("antekirt.prompt_from_text") and text and text == context.scene.antekirt.prompt_text:
        header.layout.operator("antekirt.prompt_from_text", text="Use as Prompt", icon="CHECKMARK")


# What F3 finds: under the words that are looked for, which are not always those on our buttons.
ACTIONS: tuple[tuple[tuple[str, str, IconItems], ...], ...] = (
    (
        ("antekirt.generate_image", n_("Generate AI Image or Texture", "Operator"), "IMAGE_DATA"),
        ("antekirt.generate_batch", n_("Generate Batch", "Operator"), "RENDERLAYERS"),
        ("antekirt.convert_svg", n_("Image to SVG (Vectorize)", "Operator"), "CURVE_DATA"),
        ("antekirt.generate_video", n_("Image to Video (Animate)", "Operator"), "FILE_MOVIE"),
        ("antekirt.choose_artist", n_("Choose Artist", "Operator"), "USER"),
        ("antekirt.browse_artists", n_("Browse Artists", "Operator"), "WINDOW"),
        ("antekirt.edit_prompt", n_("Edit Prompt", "Operator"), "GREASEPENCIL"),
    ),
    (
        ("antekirt.make_seamless", n_("Make Image Seamless (Tileable)", "Operator"), "MESH_GRID"),
        ("antekirt.add_depth", n_("Bump, Roughness or Displacement from Image", "Operator"), "MOD_NOISE"),
        ("antekirt.no_repeat", n_("Texture without Visible Repeat", "Operator"), "TEXTURE"),
        ("antekirt.take_out", n_("Take Texture Out", "Operator"), "X"),
        ("antekirt.unwrap", n_("Unwrap for Textures", "Operator"), "UV"),
        ("antekirt.next_variant", n_("Next Variant", "Operator"), "TRIA_RIGHT"),
        ("antekirt.former_world", n_("Former World", "Operator"), "LOOP_BACK"),
    ),
    (
        ("antekirt.import_svg", n_("Import SVG", "Operator"), "CURVE_DATA"),
        ("antekirt.export_svg", n_("Export SVG", "Operator"), "EXPORT"),
        ("antekirt.make_multiplane", n_("Multiplane from Artwork and Image", "Operator"), "CAMERA_DATA"),
        ("antekirt.import_image", n_("Import Image", "Operator"), "IMAGE_REFERENCE"),
        ("antekirt.import_video", n_("Import Video", "Operator"), "FILE_MOVIE"),
    ),
    (
        ("antekirt.resume_jobs", n_("Resume Jobs", "Operator"), "RECOVER_LAST"),
        ("antekirt.cancel_all", n_("Cancel All", "Operator"), "CANCEL"),
        ("antekirt.dismiss_all", n_("Dismiss All", "Operator"), "X"),
        ("antekirt.reload_catalog", n_("Reload Artists and History", "Operator"), "FILE_REFRESH"),
        ("antekirt.open_folder", n_("Open Folder", "Operator"), "FILE_FOLDER"),
        ("antekirt.gather_files", n_("Copy Results Beside the Blend File", "Operator"), "PACKAGE"),
        ("antekirt.copy_originals", n_("Copy Originals with Artist Credits", "Operator"), "PACKAGE"),
        ("antekirt.find_missing", n_("Find Missing Results", "Operator"), "VIEWZOOM"),
        (
            "antekirt.prepare_for_farm",
            n_("Prepare for Render Farm (Pack, Copy Films)", "Operator"),
            "PACKAGE",
        ),
        ("antekirt.write_credits", n_("Write Attribution (Artist Credits)", "Operator"), "TEXT"),
        ("antekirt.test_connection", n_("Test Connection", "Operator"), "CHECKMARK"),
        ("antekirt.copy_report", n_("Copy Report", "Operator"), "COPYDOWN"),
    ),
)
MENU_ADDITIONS: tuple[tuple[Any, Callable[[Any, bpy.types.Context], None]], ...] = (
    (bpy.types.VIEW3D_MT_image_add, _add_image),
    (bpy.types.VIEW3D_MT_curve_add, _add_curves),
    (bpy.types.TOPBAR_MT_file_import, _import_svg),
    (bpy.types.TOPBAR_MT_file_external_data, _gather_files),
    (bpy.types.TOPBAR_MT_render, _prepare_for_farm),
    (bpy.types.TOPBAR_MT_file_export, _export_svg),
    (bpy.types.TOPBAR_MT_file_export, _prepare_for_export),
    (bpy.types.TOPBAR_MT_file_export, _write_credits),
    (bpy.types.VIEW3D_MT_object, _artwork),
    (bpy.types.VIEW3D_MT_object_convert, _prepare_for_export),
    (bpy.types.VIEW3D_MT_object_asset, _mark_asset),
    (bpy.types.VIEW3D_MT_object_animation, _restart_film),
    (bpy.types.VIEW3D_MT_add, _actions),
    (bpy.types.IMAGE_MT_image, _make_seamless),
    (bpy.types.IMAGE_MT_image, _mark_asset),
    (bpy.types.IMAGE_MT_image, _actions),
    (bpy.types.NODE_MT_add, _actions),
    (bpy.types.TEXT_HT_header, _text_header),
    (bpy.types.TEXT_MT_text, _write_attribution_text),
)

CLASSES = (ANTEKIRT_MT_actions,)


def register() -> None:
    for menu, draw in MENU_ADDITIONS:
        menu.append(draw)


def unregister() -> None:
    for menu, draw in reversed(MENU_ADDITIONS):
        menu.remove(draw)
