# SPDX-License-Identifier: GPL-3.0-or-later
"""The credits of a render where Blender's note of the scene does not carry them, or is misread by others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ...media.credit_line import with_credit_line
from .. import compat, whole_file
from . import sidecar, stamp_note
from .formats import credit_line
from .rendered_file import carries_note, just_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .credit import Credit


class RenderCredit:
    """Whom one render names, and what is written for that while it goes on. Each method raises OSError.

    seen: the names that have their file beside, one for all frames.
    """

    def __init__(self, scene: bpy.types.Scene, credits_: Sequence[Credit]) -> None:
        self.credits_ = credits_
        self.line = credit_line(credits_)
        self.note = stamp_note.written(scene)
        self.seen: set[Path] = set()

    def add(self, scene: bpy.types.Scene) -> None:
        """Have the frame, the still or the film that was just written name the artists."""
        rendered, format_ = just_written(scene), scene.render.image_settings.file_format
        has_line = format_ == "PNG" and bool(rendered.files)
        if has_line and self.line:
            for path in rendered.files:
                whole_file.write(path, with_credit_line(path.read_bytes(), self.line))
        self._add_beside(rendered.name, carried=has_line or self._reaches(scene, format_))

    def add_to_outputs(self, scene: bpy.types.Scene) -> None:
        """The same for what nodes of the compositor have written: a file in each folder of theirs."""
        for folder, formats in _outputs(scene):
            if folder.is_dir():
                carried = all(self._reaches(scene, format_) for format_ in formats)
                self._add_beside(folder / (folder.name or "render"), carried=carried)

    def _reaches(self, scene: bpy.types.Scene, format_: str) -> bool:
        return self.note is not None and carries_note(scene, format_)

    def _add_beside(self, name: Path, *, carried: bool) -> None:
        if name in self.seen:
            return
        self.seen.add(name)
        sidecar.write_text(name, [] if carried else self.credits_)
        if carried and self.note and self.note.line != self.line:
            sidecar.write_page(name.parent, self.credits_)


def _outputs(scene: bpy.types.Scene) -> Iterator[tuple[Path, set[str]]]:
    """Where nodes of the compositor write files, and in which formats."""
    for tree in compat.rendered_compositor_trees(scene) if scene.render.use_compositing else ():
        for node in tree.nodes:
            if node.bl_idname == "CompositorNodeOutputFile" and not node.mute:
                folder, formats = compat.output_formats(node)
                if folder:  # which Blender puts into another place in each version
                    path = bpy.path.abspath(folder, library=tree.library)
                    yield Path(path if Path(path).is_dir() else _filled_in(path, scene, node)), formats


def _filled_in(path: str, scene: bpy.types.Scene, node: Any) -> str:  # noqa: ANN401 - of the compositor
    """A path with its variables, which Blender has from 4.5 on; as it is if it names others."""
    values = {
        "scene_name": scene.name,
        "node_name": node.name,
        "camera_name": scene.camera.name if scene.camera else "",
        "blend_name": Path(bpy.data.filepath).stem or "Unsaved",
        "resolution_x": scene.render.resolution_x * scene.render.resolution_percentage // 100,
        "resolution_y": scene.render.resolution_y * scene.render.resolution_percentage // 100,
    }
    safe = {name: re.sub(r'[/\\:*?"<>|]', "_", str(value)) for name, value in values.items()}
    try:
        return path.format_map(safe)
    except (LookupError, ValueError, AttributeError):
        return path
