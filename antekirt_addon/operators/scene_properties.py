# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist has chosen in the panel, kept with the scene (`Scene.antekirt`): no secrets, no states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.app.translations import pgettext_n as n_

from ..request_limit import ASPECT_RATIOS, DURATIONS, FRAME_RATES, PROMPT_LIMIT, RESOLUTIONS
from .credit_choices import CreditChoices
from .texture_choices import TextureChoices
from .vector_choices import PanelVectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.stub_internal.rna_enums import IconItems

# What an artist means most often by a picture, in the order of a menu.
MAIN = ("NONE", "PLANE", "MATERIAL", "DECAL", "REFERENCE", "WORLD", "IMAGE")
# Files keep the number of an item: what is new is added at the end.
IMAGE_IMPORTS = (
    ("NONE", "Nothing Yet", "Keep the result in the panel, to be imported later"),
    ("IMAGE", "Image", "Add an image datablock, for use anywhere"),
    ("MATERIAL", "Material", "Put the image as a texture on the selected objects"),
    ("PLANE", "Plane", "Add a plane of the right proportions with the image on it"),
    ("REFERENCE", "Reference", "Add an empty that shows the image"),
    ("WORLD", "World", "Surround the scene with the image"),
    ("DECAL", "Decal", "Wrap the image on the surface under the 3D cursor"),
    (
        "CAMERA_BACKGROUND",
        "Camera Background",
        "Show the image behind the camera's view while you work; renders do not show it",
    ),
    ("BRUSH", "Brush", "Make a brush of the image, for painting and sculpting"),
    ("CAMERA_PLANE", "Camera Plane", "Add a plane behind everything that fills the camera's view"),
    ("PLANE_GRID", "Plane Grid", "Add planes with the images in rows and columns"),
    ("BACKDROP", "Backdrop", "Show the image flat behind the scene; its light stays as it is"),
    ("STENCIL", "Stencil", "Make a brush that paints through the image, which lies over the view"),
    ("CLONE_SOURCE", "Clone Source", "Have the Clone brush paint with the image, on single images"),
    ("COMPOSITOR", "Compositor", "Add the image to the compositor, as a node that nothing uses yet"),
    ("GEOMETRY_NODES", "Geometry Nodes", "Add the image to the open geometry nodes, or as a node group"),
    ("VIEW_REFERENCE", "View Reference", "Add an empty with the image that only the current view shows"),
)
SVG_IMPORTS = (
    ("NONE", "Nothing Yet", "Keep the result in the panel, to be imported later"),
    ("CURVES", "Curves", "Add filled curves, layer over layer"),
    ("MESH", "Mesh", "Add one mesh with the colors as an attribute"),
    ("GREASE_PENCIL", "Grease Pencil", "Add a Grease Pencil drawing"),
)
VIDEO_IMPORTS = (
    ("NONE", "Nothing Yet", "Keep the result in the panel, to be imported later"),
    ("PLANE", "Plane", "Add a plane that plays the video in step with the timeline"),
    ("SEQUENCER", "Sequencer Strip", "Add the video as a strip in the sequencer"),
    (
        "CAMERA_BACKGROUND",
        "Camera Background",
        "Show the video behind the camera's view while you work; renders do not show it",
    ),
)
SIZED = {"PLANE", "PLANE_GRID", "REFERENCE", "DECAL", "CURVES", "MESH", "GREASE_PENCIL"}
SHADED = {"PLANE", "PLANE_GRID", "CAMERA_PLANE", "DECAL", "MATERIAL"}
IMPORT_ICONS: dict[str, IconItems] = {
    "NONE": "TIME",
    "IMAGE": "IMAGE_DATA",
    "MATERIAL": "MATERIAL",
    "PLANE": "MESH_PLANE",
    "REFERENCE": "IMAGE_REFERENCE",
    "WORLD": "WORLD",
    "DECAL": "MOD_SHRINKWRAP",
    "CAMERA_BACKGROUND": "VIEW_CAMERA",
    "BRUSH": "BRUSH_DATA",
    "CAMERA_PLANE": "CAMERA_DATA",
    "PLANE_GRID": "MESH_GRID",
    "BACKDROP": "IMAGE_BACKGROUND",
    "STENCIL": "TEXTURE",
    "CLONE_SOURCE": "DUPLICATE",
    "COMPOSITOR": "NODE_COMPOSITING",
    "GEOMETRY_NODES": "GEOMETRY_NODES",
    "VIEW_REFERENCE": "LOCKVIEW_ON",
    "CURVES": "CURVE_DATA",
    "MESH": "MESH_DATA",
    "GREASE_PENCIL": "GREASEPENCIL",
    "SEQUENCER": "SEQUENCE",
}


def main_and_more(
    imports: Sequence[tuple[str, str, str]],
) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Such items as a menu shows them: those that artists mean most often, and the others."""
    by_name = {item[0]: item for item in imports}
    if len(by_name) <= len(MAIN):
        return list(imports), []
    return (
        [by_name[name] for name in MAIN if name in by_name],
        [item for name, item in by_name.items() if name not in MAIN],
    )


def with_icons(imports: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str, IconItems, int]]:
    """Such items for a property, numbered as they are without; Blender makes a column of each heading."""
    numbers = {item[0]: number for number, item in enumerate(imports)}
    main, more = (
        [(*item, IMPORT_ICONS[item[0]], numbers[item[0]]) for item in part] for part in main_and_more(imports)
    )
    return [*main, ("", n_("More"), "", "NONE", len(imports)), *more] if more else main


ALIGNS = (
    ("FLAT", "Flat", "Lie in the XY plane, facing up"),
    ("UPRIGHT", "Upright", "Stand in the XZ plane, facing the front view"),
    ("VIEW", "View", "Face the current view"),
)
CHOSEN_ALIGNS = (
    ("AUTO", "Automatic", "Face the view, standing or lying, where it can be seen", 0, 3),
    *((*item, 0, number) for number, item in enumerate(ALIGNS)),  # as the first version has stored them
)
AFTER_ENDS = (
    ("HOLD", "Hold", "The last frame stays"),
    ("LOOP", "Loop", "Begin again"),
    ("PING_PONG", "Ping-Pong", "Play back to the first frame, and so on"),
)
EVERY_IMPORT = (*IMAGE_IMPORTS, *SVG_IMPORTS[1:], VIDEO_IMPORTS[2])
KINDS = (
    ("IMAGE", "Image", "A picture of the generation"),
    ("SVG", "Vectors", "The vectors made of a picture"),
    ("VIDEO", "Video", "The video made of a picture"),
)
FILM_CHOICES = ("after_end", "each_frame", "sound", "extend_range")  # fields of a Target, too
VIDEO_SETTINGS = ("duration", "fps", "resolution", "aspect_ratio", "camera_fixed")  # of a request, too
RESOLUTION_ITEMS = tuple((name, name, "") for name in RESOLUTIONS)
ASPECT_RATIO_ITEMS = tuple((name, name, "") for name in ASPECT_RATIOS)
FROM_PICTURE = "PICTURE"
# Numbered as they were before one of them was added: files keep the number.
ASPECT_RATIO_CHOICES = (
    ("PICTURE", "From Picture", "The nearest to the picture's own proportions", "NONE", len(ASPECT_RATIOS)),
    *((name, name, "", "NONE", number) for number, name in enumerate(ASPECT_RATIOS)),
)
BATCH_SOURCES = (
    ("FILE", "File", "A table (.csv), JSON lines (.jsonl) or a prompt in each line (.txt)"),
    ("TEXT", "Text", "A prompt in each line of a Text datablock"),
    ("OBJECTS", "Selected Objects", "A picture for each selected object"),
)
AT_ONCE = (1, 8)  # of the pictures of a batch, both ends included
USUAL_AT_ONCE = 4
COUNTS = (1, 9)  # of pictures of one prompt and artist, both ends included
CHAIN = (
    ("SVG", "Vectorize", "Also turn the image into vectors, for 5 credits"),
    ("VIDEO", "Animate", "Also set the image in motion, for 25 credits"),
)


class FilmChoices:
    """How a video plays: mixed into what has such properties."""

    after_end: bpy.props.EnumProperty(
        name="After the End", description="What comes after the video's last frame", items=AFTER_ENDS
    )
    each_frame: bpy.props.BoolProperty(
        name="Frame by Frame",
        description="Show one frame of the video for each of the scene, whatever their rates; without sound",
    )
    sound: bpy.props.BoolProperty(
        name="Sound", description="Add the video's sound to the sequencer, if it has any", default=True
    )
    extend_range: bpy.props.BoolProperty(
        name="Extend Scene", description="Have the scene end no earlier than the video"
    )


class BatchSource:
    """Where the rows of a batch come from: mixed into what has such properties."""

    batch_source: bpy.props.EnumProperty(
        name="Rows", description="Where the rows come from", items=BATCH_SOURCES
    )
    batch_file: bpy.props.StringProperty(
        name="File",
        description="The columns are prompt, artist, object and import_as, and those of a texture",
        subtype="FILE_PATH",
    )
    batch_text: bpy.props.StringProperty(name="Text", description="Name of the Text datablock")
    batch_prompt: bpy.props.StringProperty(
        name="Prompt",
        description="For each selected object: {name} is its name, {material} that of its material",
        default="{name}, weathered, {material}",
        translation_context="Antekirt",
    )
    batch_at_once: bpy.props.IntProperty(
        name="At Once",
        description="How many pictures the service makes at the same time",
        default=USUAL_AT_ONCE,
        min=AT_ONCE[0],
        max=AT_ONCE[1],
    )


class AntekirtSceneProperties(
    FilmChoices, TextureChoices, PanelVectors, BatchSource, CreditChoices, bpy.types.PropertyGroup
):
    artist_id: bpy.props.StringProperty(name="Artist", options={"HIDDEN"})
    artist_name: bpy.props.StringProperty(name="Artist", options={"HIDDEN"})
    artist_ids: bpy.props.StringProperty(
        name="Further Artists", options={"HIDDEN"}
    )  # see artist_selection.py
    artist_names: bpy.props.StringProperty(name="Further Artists", options={"HIDDEN"})
    count: bpy.props.IntProperty(
        name="Count",
        description="How many pictures of the same prompt, of each artist",
        default=1,
        min=COUNTS[0],
        max=COUNTS[1],
    )
    prompt: bpy.props.StringProperty(
        name="Prompt",
        description="What you would like to see",
        maxlen=4 * PROMPT_LIMIT,
        translation_context="Antekirt",
    )
    prompt_text: bpy.props.PointerProperty(
        name="Text",
        description="The prompt while it is being written in the Text Editor",
        type=bpy.types.Text,
    )
    image_import_as: bpy.props.EnumProperty(
        name="Import As",
        description="What the image becomes",
        items=with_icons(IMAGE_IMPORTS),
        default="PLANE",
    )
    then: bpy.props.EnumProperty(
        name="Then",
        description="What else to make of the image, in one go",
        items=CHAIN,
        options={"ENUM_FLAG"},
    )
    svg_import_as: bpy.props.EnumProperty(
        name="Import As",
        description="What the vectors become",
        items=with_icons(SVG_IMPORTS),
        default="CURVES",
    )
    video_import_as: bpy.props.EnumProperty(
        name="Import As",
        description="What the video becomes",
        items=with_icons(VIDEO_IMPORTS),
        default="PLANE",
    )
    motion: bpy.props.StringProperty(
        name="Motion",
        description="How the picture should move",
        default="camera slowly panning across the scene",
        maxlen=4 * PROMPT_LIMIT,
    )
    duration: bpy.props.IntProperty(
        name="Duration",
        description="Length of the video in seconds",
        default=4,
        min=DURATIONS[0],
        max=DURATIONS[1],
    )
    fps: bpy.props.IntProperty(
        name="Frame Rate", description="Frames per second", default=24, min=FRAME_RATES[0], max=FRAME_RATES[1]
    )
    resolution: bpy.props.EnumProperty(
        name="Resolution", description="Height of the video in pixels", items=RESOLUTION_ITEMS
    )
    aspect_ratio: bpy.props.EnumProperty(
        name="Aspect Ratio",
        description="Width of the video to its height",
        items=ASPECT_RATIO_CHOICES,
        default=FROM_PICTURE,
    )
    camera_fixed: bpy.props.BoolProperty(
        name="Fixed Camera", description="Keep the camera still and move only what is in the picture"
    )
    size: bpy.props.FloatProperty(
        name="Size",
        description="Length of the longer side",
        default=2.0,
        min=0.001,
        soft_max=100.0,
        unit="LENGTH",
    )
    align: bpy.props.EnumProperty(
        name="Align", description="How the result is turned", items=CHOSEN_ALIGNS, default="AUTO"
    )
    pack: bpy.props.BoolProperty(name="Pack", description="Keep the image inside the blend file")


CLASSES = (AntekirtSceneProperties,)


def register() -> None:
    bpy.types.Scene.antekirt = bpy.props.PointerProperty(type=AntekirtSceneProperties)  # type: ignore[attr-defined]


def unregister() -> None:
    del bpy.types.Scene.antekirt  # type: ignore[attr-defined]
