# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have data of any kind
"""The colors that a mesh has as an attribute, where a material shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..vector.file_color import as_in_file
from .shown_paint import color_source, material_in

if TYPE_CHECKING:
    from ...media.arrays import Floats
    from ...media.svg.paint import Solid
    from .mesh_faces import Faces

SOURCES = {"ShaderNodeVertexColor": "layer_name", "ShaderNodeAttribute": "attribute_name"}
NONE = -1.0


def attribute_colors(mesh: Any, obj: Any, faces: Faces) -> Floats:
    """The color, linear with its alpha, of each face's first corner; NONE where its material shows none."""
    result = np.full((len(faces.sizes), 4), NONE)
    for slot in np.unique(faces.slots).tolist():
        material = material_in(obj, slot)
        source = color_source(material) if material is not None else None
        if source is None or source.bl_idname not in SOURCES:
            continue
        named = getattr(source, SOURCES[source.bl_idname])
        attribute = mesh.color_attributes.get(named) or mesh.color_attributes.active_color
        if attribute is None:
            continue
        values = np.empty(4 * len(attribute.data), np.float32)
        attribute.data.foreach_get("color", values)
        own = faces.slots == slot
        first = (faces.corners if attribute.domain == "POINT" else faces.loops)[faces.starts][own]
        result[own] = values.reshape(-1, 4)[first]
    return result


def attribute_paint(color: Floats) -> Solid | None:
    """What is written for such a color."""
    return as_in_file(tuple(color.tolist())) if color[3] != NONE else None
