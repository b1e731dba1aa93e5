# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of the picture: how it is imported, what else is made of it, and where it all goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

from ..operators.scene_properties import FILM_CHOICES, VIDEO_SETTINGS
from ..operators.texture_choices import draw_laid
from ..operators.vector_choices import draw_real_size, draw_vectors
from . import prompt_field
from .wrapped_text import fits_share

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

HALF = 0.3  # of a line: one of two buttons beside a name


def draw(layout: UILayout, context: Context) -> None:
    chosen = context.scene.antekirt
    column = layout.column()
    column.use_property_split = True
    column.use_property_decorate = False
    column.prop(chosen, "image_import_as")
    if chosen.image_import_as == "MATERIAL":
        column.prop(chosen, "socket", placeholder=iface_("Own Material"))
    fits = all(fits_share(context, iface_(text), HALF) for text in ("Vectorize", "Animate"))
    (column.row() if fits else column.column(align=True)).prop(chosen, "then")
    if "SVG" in chosen.then:
        column.prop(chosen, "svg_import_as", text="SVG As")
    if "VIDEO" in chosen.then:
        column.prop(chosen, "video_import_as", text="Video As")


def draw_texture(layout: UILayout, context: Context) -> None:
    """How a picture lies on things, closed until it is wanted; only where it comes onto things at all."""
    chosen = context.scene.antekirt
    if chosen.image_import_as != "MATERIAL":
        return
    header, body = layout.panel("antekirt_texture", default_closed=True)
    header.label(text="Texture")
    if body is None:
        return
    column = body.column()
    column.use_property_split = True
    column.use_property_decorate = False
    draw_laid(column, chosen)


def draw_svg(layout: UILayout, context: Context) -> None:
    """What vectors become, those of a card as well; closed until it is wanted."""
    header, body = layout.panel("antekirt_vectors", default_closed=True)
    header.label(text="Vectors")
    if body is None:
        return
    chosen = context.scene.antekirt
    column = body.column()
    column.use_property_split = True
    column.use_property_decorate = False
    draw_real_size(column, chosen)
    draw_vectors(column, chosen, chosen.svg_import_as, "svg_shading")


def draw_video(layout: UILayout, context: Context) -> None:
    """The settings of every video, closed until they are wanted."""
    header, body = layout.panel("antekirt_video", default_closed=True)
    header.label(text="Video")
    if body is None:
        return
    chosen = context.scene.antekirt
    column = body.column(align=True)
    column.label(text="Motion")
    prompt_field.draw_field(column, context, chosen, "motion", n_("How should it move?"), 2)
    column = body.column()
    column.use_property_split = True
    column.use_property_decorate = False
    for name in VIDEO_SETTINGS:
        column.prop(chosen, name)
    column.separator()
    for name in FILM_CHOICES:
        column.prop(chosen, name)


def draw_placement(layout: UILayout, context: Context, *, into_editor: bool) -> None:
    """Where and how large results come into the scene. into_editor: where a picture has neither."""
    header, body = layout.panel("antekirt_placement", default_closed=True)
    header.label(text="Placement")
    if body is None:
        return
    chosen = context.scene.antekirt
    column = body.column()
    column.use_property_split = True
    column.use_property_decorate = False
    if not into_editor:
        column.prop(chosen, "size")
        column.prop(chosen, "align")
    column.prop(chosen, "pack")
