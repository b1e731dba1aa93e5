# SPDX-License-Identifier: GPL-3.0-or-later
"""Every difference between the Blender versions that we support (4.2 to 5.2) stands here."""

from __future__ import annotations

from typing import Any

import bpy

PLAYS_SOUND = bool(bpy.app.build_options.audaspace)  # type: ignore[attr-defined] # unknown to the stubs
SHOWS_ANIMATED_WEBP = bpy.app.version >= (5, 2, 0)  # older ones load it with all pixels zero


def node_tree(owner: bpy.types.Material | bpy.types.World) -> bpy.types.ShaderNodeTree:
    """Give the nodes of a material or world: from 5.0 on always there, before on request."""
    if bpy.app.version < (5, 0, 0):
        owner.use_nodes = True
    tree = owner.node_tree
    assert isinstance(tree, bpy.types.ShaderNodeTree)
    return tree


def strips(scene: bpy.types.Scene) -> Any:  # noqa: ANN401 # its type has another name in each version
    """Give the strips at the top level of a scene's sequencer: `sequences` before 4.5."""
    editor: Any = scene.sequence_editor or scene.sequence_editor_create()
    return editor.strips if hasattr(editor, "strips") else editor.sequences


def strip_span(strip: Any) -> tuple[int, int]:  # noqa: ANN401 # see above
    """First frame of a strip and the frame after its last; 5.2 renamed both."""
    if hasattr(strip, "left_handle"):
        return int(strip.left_handle), int(strip.right_handle)
    return int(strip.frame_final_start), int(strip.frame_final_end)


def set_strip_end(strip: Any, frame: int) -> None:  # noqa: ANN401 # see above
    if hasattr(strip, "right_handle"):
        strip.right_handle = frame
    else:
        strip.frame_final_end = frame


def new_speed_strip(strip: Any, scene: bpy.types.Scene, channel: int) -> Any:  # noqa: ANN401 # see above
    """Lay a speed control over a strip."""
    start, end = strip_span(strip)
    known = strips(scene).bl_rna.functions["new_effect"].parameters
    extent = {"length": end - start} if "length" in known else {"frame_end": end}  # 5.0 on, and before
    below = {"input1" if "input1" in known else "seq1": strip}
    return strips(scene).new_effect(
        name=strip.name, type="SPEED", channel=channel, frame_start=start, **extent, **below
    )


def sequencer_scene(context: bpy.types.Context) -> bpy.types.Scene:
    """Give the scene that the sequencer shows: from 5.0 a workspace may pin another than the active one."""
    scene = getattr(context.workspace, "sequencer_scene", None) or context.scene
    assert isinstance(scene, bpy.types.Scene)
    return scene


def show_in_sequencer(scene: bpy.types.Scene) -> None:
    """From 5.0 the sequencer shows nothing until its workspace has a scene for it."""
    for workspace in bpy.data.workspaces:
        if hasattr(workspace, "sequencer_scene") and not workspace.sequencer_scene:
            workspace.sequencer_scene = scene
