# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the rows of a batch come from: a file, a Text datablock, or the selected objects."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ..jobs.batch_file import BatchFileError, BatchRow, BatchRows, read_file, read_lines
from ..message import Message
from ..scene.error import SceneError
from ..scene.selection import chosen

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMBER_AT_END = re.compile(r"\.\d{3,}$")  # that Blender gives to the second of a name
FIELD = re.compile(r"\{(\w*)\}")


def from_file(path: str, options: Iterable[str]) -> BatchRows:
    """The rows of a file. Raises SceneError."""
    if not path.strip():
        raise SceneError("Choose a file with the rows of the batch.")
    try:
        return read_file(Path(bpy.path.abspath(path)), options)
    except BatchFileError as error:
        raise SceneError(str(error)) from error


def from_text(name: str) -> BatchRows:
    """A prompt in each line of a Text datablock. Raises SceneError."""
    text: Any = bpy.data.texts.get(name)
    if text is None:
        raise SceneError(Message("There is no text “{name}”. Choose one.", name=name))
    try:
        return read_lines(text.as_string())
    except BatchFileError as error:
        raise SceneError(str(error)) from error


def from_objects(context: bpy.types.Context, template: str) -> BatchRows:
    """A row for each selected object, the prompt made of its name and its material. Raises SceneError."""
    assert context.view_layer
    objects = sorted(chosen(context.view_layer), key=lambda obj: obj.name)
    if not objects:
        raise SceneError("Select the objects that the batch is for.")
    unknown = [name for name in FIELD.findall(template) if name not in {"name", "material"}]
    if unknown:
        raise SceneError(
            Message(
                "{{{name}}} means nothing here: {{name}} and {{material}} can stand in the prompt.",
                name=unknown[0],
            )
        )
    rows, wrong = [], []
    for number, obj in enumerate(objects, 1):
        known = {"name": _plain(obj.name), "material": _material(obj)}
        if "{material}" in template and not known["material"]:
            wrong.append((number, Message("{object} has no material to be named.", object=obj.name)))
            continue
        prompt = template.replace("{name}", known["name"]).replace("{material}", known["material"])
        rows.append(BatchRow(number, prompt, object=obj.name))
    return BatchRows(tuple(rows), tuple(wrong))


def _material(obj: bpy.types.Object) -> str:
    material = obj.active_material or next((slot.material for slot in obj.material_slots), None)
    return _plain(material.name) if material else ""


def _plain(name: str) -> str:
    """A name as a word of a prompt."""
    return NUMBER_AT_END.sub("", name).replace("_", " ").strip()
