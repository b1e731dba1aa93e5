# SPDX-License-Identifier: GPL-3.0-or-later
"""Every difference between the Blender versions that we support (4.2 to 5.3) is here or in a file beside."""

from __future__ import annotations

import base64
from functools import cache
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Callable

PLAYS_SOUND = bool(bpy.app.build_options.audaspace)  # type: ignore[attr-defined] # unknown to the stubs
# For the options of a property that takes paths relative to the blend file; told of one without, 5.2 warns.
RELATIVE_PATH = (
    {"PATH_SUPPORTS_BLEND_RELATIVE"}
    if "is_path_supports_blend_relative" in bpy.types.Property.bl_rna.properties  # from 4.5
    else set()
)
# From 5.1 the exporter writes the opacity once more, as 1, for a transmission that no material of ours has.
USD_KEEPS_ALPHA = bpy.app.version < (5, 1, 0)
MISREADS_WEBP_ALPHA = (4, 4, 0) <= bpy.app.version < (5, 1, 0)  # Cycles does, if it is read from a file
FILLS_OVERLAPS = "fill_solver" in bpy.types.Curve.bl_rna.properties  # from 5.2, if asked to
TURNS_FILMS = bpy.app.version >= (4, 4, 0)  # as they say that they were filmed
BRUSHES_ARE_ASSETS = bpy.types.Paint.bl_rna.properties["brush"].is_readonly  # from 4.3
# By the name of a color profile; the latter from 5.2 on.
COLOR_SPACES = {"Display P3": "Display P3", "Adobe RGB": "Gamma 2.2 Encoded AdobeRGB"}
# Two frames of one pixel, the first white, as a WebP in base 64.
ANIMATED_WEBP = (
    "UklGRoQAAABXRUJQVlA4WAoAAAACAAAAAAAAAAAAQU5JTQYAAAAAAAAAAABBTk1GKgAAAAAAAAAAAAAAAAAAAGQAAAJWUDhM"
    "EQAAAC8AAAAAB9D//ve//4GI6H8AAEFOTUYmAAAAAAAAAAAAAAAAAAAAZAAAAFZQOEwOAAAALwAAAAAHEBH9D0RE/wM="
)
# What is written from an open file as a part of it lacks the previews of collections.
LOSES_COLLECTION_PREVIEWS = (4, 3) <= bpy.app.version < (4, 5) or (5, 0) <= bpy.app.version < (5, 2)
# Where a strip's properties are, from 5.0 on; before that in the sequencer's sidebar.
HAS_STRIP_TAB = "STRIP" in bpy.types.SpaceProperties.bl_rna.properties["context"].enum_items  # type: ignore[attr-defined] # of an enum
# The command for it comes with asset libraries of the network, in 5.2; a Python module carries none out.
LISTS_ASSETS = bool(bpy.app.binary_path) and "use_remote_url" in bpy.types.UserAssetLibrary.bl_rna.properties


def heeds(struct: Any, name: str) -> bool:  # noqa: ANN401 # a type of Blender's, or one of that type
    """Whether this Blender has a property and does not only keep it for old scripts."""
    known = struct.bl_rna.properties.get(name)
    return known is not None and not getattr(known, "is_deprecated", False)  # 4.2 marks none as deprecated


@cache
def shows_animated_webp() -> bool:
    """Whether this Blender does (from 5.1): older ones load one with all pixels zero, and do not tell."""
    data = base64.b64decode(ANIMATED_WEBP)
    image: Any = bpy.data.images.new("Animated", 1, 1)
    try:
        image.pack(data=data, data_len=len(data))
        image.source = "FILE"
        return any(image.pixels)
    finally:
        bpy.data.images.remove(image)


def kept_unless(refuses: Callable[[str], bool], name: str, default: str) -> dict[str, Any]:
    """For a text property that keeps what it had when the new text is refused: nothing of that is stored."""
    if "set_transform" in (bpy.props.StringProperty.__doc__ or ""):  # from 5.0
        return {"set_transform": lambda _owner, new, old, _is_set: old if refuses(new) else new}

    def enter(owner: Any, new: str) -> None:  # noqa: ANN401 # whatever has the property
        if not refuses(new):
            owner[name] = new

    return {"get": lambda owner: owner.get(name, default), "set": enter}


def node_tree(owner: bpy.types.Material | bpy.types.World) -> bpy.types.ShaderNodeTree:
    """The nodes of a material or world: from 5.0 on always there, before on request."""
    if heeds(owner, "use_nodes"):
        owner.use_nodes = True
    tree = owner.node_tree
    assert isinstance(tree, bpy.types.ShaderNodeTree)
    return tree


def has_nodes(material: bpy.types.Material) -> bool:
    """Whether a material shows its nodes, as from 5.0 on each does."""
    return bool(material.node_tree) and (not heeds(material, "use_nodes") or material.use_nodes)


def compositor_tree(scene: Any) -> Any:  # noqa: ANN401 # a node tree of a type that has several owners
    """The compositor's nodes of a scene, if it has some: its own before 5.0, a group or effects since."""
    if heeds(scene, "use_nodes"):
        return scene.node_tree if scene.use_nodes else None
    if hasattr(scene, "compositor_effects"):  # from 5.3
        effects = [effect for effect in scene.compositor_effects if effect.node_group]
        active = [effect for effect in effects if effect.is_active]
        return (active or effects)[0].node_group if effects else None
    return scene.compositing_node_group


def rendered_compositor_trees(scene: Any) -> list[Any]:  # noqa: ANN401 # see above
    """The compositor's nodes that a scene's renders go through: from 5.3 on several, one after the other."""
    if hasattr(scene, "compositor_effects"):
        effects = [effect for effect in scene.compositor_effects if effect.enable_for_render]
        return [effect.node_group for effect in effects if effect.node_group]
    tree = compositor_tree(scene)
    return [tree] if tree else []


def output_formats(node: Any) -> tuple[str, set[str]]:  # noqa: ANN401 # its properties were renamed in 5.0
    """The folder of a compositor's node that writes files, as was chosen, and the formats of these."""
    if hasattr(node, "directory"):
        folder, own = node.directory, [item for item in node.file_output_items if item.override_node_format]
    else:
        folder, own = node.base_path, [slot for slot in node.file_slots if not slot.use_node_format]
    return folder, {setting.format.file_format for setting in (node, *own)}


def new_compositor_tree(scene: Any) -> Any:  # noqa: ANN401 # see above
    """Give a scene compositor nodes that leave its renders as they are."""
    if heeds(scene, "use_nodes"):
        scene.use_nodes = True  # which adds them
        return scene.node_tree
    tree: Any = bpy.data.node_groups.new(scene.name, "CompositorNodeTree")
    tree.interface.new_socket("Image", in_out="OUTPUT", socket_type="NodeSocketColor")
    layers, output = tree.nodes.new("CompositorNodeRLayers"), tree.nodes.new("NodeGroupOutput")
    output.location = (400, 0)
    tree.links.new(layers.outputs["Image"], output.inputs["Image"])
    if hasattr(scene, "compositor_effects"):
        scene.compositor_effects.new(name=tree.name).node_group = tree
    else:
        scene.compositing_node_group = tree
    return tree


def heeds_overrides(scene: bpy.types.Scene) -> bool:
    """Whether renders show the one material and world that a view layer has for all: EEVEE's from 5.0 on."""
    engine: str = scene.render.engine  # that of 4.x has another name
    return engine in {"CYCLES", "BLENDER_EEVEE"}


def layer_collection(layer: Any) -> Any:  # noqa: ANN401 # view layers and their collections
    """What a view layer shows of its scene; from 5.2 on none in a new scene that was not shown yet."""
    if layer.layer_collection is None:
        layer.update()
    return layer.layer_collection


def set_constant_falloff(brush: Any) -> None:  # noqa: ANN401 # its property was renamed in 5.0
    """Have a brush paint as much at its edge as in its middle."""
    name = "curve_preset" if hasattr(brush, "curve_preset") else "curve_distance_falloff_preset"
    setattr(brush, name, "CONSTANT")


def fill_overlaps(curve: Any) -> None:  # noqa: ANN401 # the properties are not there before 5.2
    """Have a curve's outlines that lie over each other filled together."""
    curve.fill_solver, curve.fill_rule = "CDT", "NONZERO"


def strips(scene: bpy.types.Scene) -> Any:  # noqa: ANN401 # its type has another name in each version
    """The strips at the top level of a scene's sequencer: `sequences` before 4.5."""
    editor: Any = scene.sequence_editor or scene.sequence_editor_create()
    return editor.strips if hasattr(editor, "strips") else editor.sequences


def every_strip(scene: bpy.types.Scene) -> Any:  # noqa: ANN401 # see above
    """All strips of a scene's sequencer, those within meta strips too; none if it has no sequencer."""
    editor: Any = scene.sequence_editor
    if editor is None:
        return ()
    return editor.strips_all if hasattr(editor, "strips_all") else editor.sequences_all


def strips_within(strip: Any) -> Any:  # noqa: ANN401 # see above
    """The strips of a meta strip."""
    return strip.strips if hasattr(strip, "strips") else strip.sequences


def strip_span(strip: Any) -> tuple[int, int]:  # noqa: ANN401 # see above
    """First frame of a strip and the frame after its last; 5.2 renamed both."""
    if hasattr(strip, "left_handle"):
        return int(strip.left_handle), int(strip.right_handle)
    return int(strip.frame_final_start), int(strip.frame_final_end)


def set_strip_span(strip: Any, first: int, after: int) -> None:  # noqa: ANN401 # see above
    """Cut a strip to a span within what it has."""
    if hasattr(strip, "left_handle"):
        strip.left_handle, strip.right_handle = first, after
    else:
        strip.frame_final_start, strip.frame_final_end = first, after


def lacks_frames(strip: Any) -> bool:  # noqa: ANN401 # see above
    """Whether a hard cut has taken frames of its file from a movie strip; renamed in 5.2."""
    if hasattr(strip, "content_trim_start"):
        return bool(strip.content_trim_start or strip.content_trim_end)
    return bool(strip.animation_offset_start or strip.animation_offset_end)


def slip_strip(strip: Any, frames: int) -> int:  # noqa: ANN401 # see above
    """Move what a strip shows, and not the strip; gives by how many frames: one of a single frame stays.

    The strip is nowhere where it was not before, as Blender would have it give way to others there.
    """
    first, after = strip_span(strip)
    moved = 0
    while moved != frames and after - first > 1:
        left = frames - moved
        step = max(min(left, after - first - 1), first + 1 - after)
        if step > 0:
            set_strip_end(strip, after - step)
        else:
            set_strip_span(strip, first - step, after)
        move_strip(strip, step)
        set_strip_span(strip, first, after)
        moved += step
    return moved


def move_strip(strip: Any, frames: int) -> None:  # noqa: ANN401 # see above
    """Move a strip with all that was cut off; 5.2 renamed where its content begins."""
    if hasattr(strip, "content_start"):
        strip.content_start += frames
    else:
        strip.frame_start += frames


def set_strip_end(strip: Any, frame: int) -> None:  # noqa: ANN401 # see above
    if hasattr(strip, "right_handle"):
        strip.right_handle = frame
    else:
        strip.frame_final_end = frame


def film_start(strip: Any) -> int:  # noqa: ANN401 # see above
    """The frame where a film's strip or a sound's would begin with nothing cut off; renamed in 5.2."""
    if hasattr(strip, "content_start"):
        return int(round(strip.content_start) - strip.content_trim_start)
    return int(round(strip.frame_start) - strip.animation_offset_start)


def new_speed_strip(strip: Any, scene: bpy.types.Scene, channel: int) -> Any:  # noqa: ANN401 # see above
    """Lay a speed control over a strip."""
    start, end = strip_span(strip)
    known = strips(scene).bl_rna.functions["new_effect"].parameters
    extent = {"length": end - start} if "length" in known else {"frame_end": end}  # 5.0 on, and before
    below = {"input1" if "input1" in known else "seq1": strip}
    return strips(scene).new_effect(
        name=strip.name, type="SPEED", channel=channel, frame_start=start, **extent, **below
    )


def active_strip(context: Any) -> Any:  # noqa: ANN401 # a member that 4.4 has renamed; a strip, or None
    """The strip whose properties the artist looks at."""
    return getattr(context, "active_strip", None) or getattr(context, "active_sequence_strip", None)


def sequencer_scene(context: bpy.types.Context) -> bpy.types.Scene:
    """The scene that the sequencer shows: from 5.0 a workspace may pin another than the active one."""
    scene = getattr(context.workspace, "sequencer_scene", None) or context.scene
    assert isinstance(scene, bpy.types.Scene)
    return scene


def show_in_sequencer(scene: bpy.types.Scene) -> None:
    """From 5.0 the sequencer shows nothing until its workspace has a scene for it."""
    for workspace in bpy.data.workspaces:
        if hasattr(workspace, "sequencer_scene") and not workspace.sequencer_scene:
            workspace.sequencer_scene = scene
