# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of an imported result, and where it is, in the few words that a card has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_n as n_

if TYPE_CHECKING:
    from ..operators.whereabouts import Whereabouts

BECAME = {
    "PLANE": n_("On a plane"),
    "REFERENCE": n_("As a reference"),
    "DECAL": n_("As a decal"),
    "CAMERA_BACKGROUND": n_("Behind the camera's view"),
    "BRUSH": n_("As a brush"),
    "CAMERA_PLANE": n_("On a plane before the camera"),
    "PLANE_GRID": n_("In a grid of planes"),
    "STENCIL": n_("As a stencil"),
    "CLONE_SOURCE": n_("As the clone source"),
    "COMPOSITOR": n_("In the compositor"),
    "GEOMETRY_NODES": n_("In geometry nodes"),
    "VIEW_REFERENCE": n_("As a reference of one view"),
    "IMAGE": n_("As an image"),
    "CURVES": n_("As curves"),
    "MESH": n_("As a mesh"),
    "GREASE_PENCIL": n_("As a drawing"),
    "SEQUENCER": n_("In the sequencer"),
}
WHERE = {
    "3D_CURSOR": n_("3D cursor"),
    "IMAGE_EDITOR": n_("Image Editor"),
    "NODE_EDITOR": n_("Shader Editor"),
    "IN_ROW": n_("In a row"),  # its neighbors have the same prompt for a name
}
NEAR = {
    "BESIDE": n_("Beside {thing}"),
    "IN_FRONT": n_("In front of {thing}"),
    "ON_TOP": n_("Above {thing}"),
    "ON_SURFACE": n_("On {thing}"),
}


def text(there: Whereabouts) -> str:
    """“On a plane · 3D cursor”, or what is known of where it is now."""
    if there.is_here:
        return " · ".join(filter(None, [_became(there), _where(there)]))
    if there.is_in_this_file:
        return iface_("Undone or deleted; not in the scene any more")
    if there.file:
        return iface_("It went into {file}").format(file=there.file)
    return iface_("It went into another file")


def _became(there: Whereabouts) -> str:
    match there.import_as:
        case "MATERIAL" if there.carriers:
            names = [iface_("On {thing}").format(thing=there.carriers[0])]
            if more := len(there.carriers) - 1:
                names.append(iface_("{count} more").format(count=more))
            return ", ".join(names)
        case "WORLD" | "BACKDROP":
            return iface_("World of {scene}").format(scene=there.carriers[0])
    return iface_(BECAME.get(there.import_as, ""))


def _where(there: Whereabouts) -> str:
    if there.import_as == "IMAGE" and there.where in {"NODE_EDITOR", ""} and there.carriers:
        return there.carriers[0]
    if there.where in NEAR:
        return iface_(NEAR[there.where]).format(thing=there.neighbor)
    return iface_(WHERE[there.where]) if there.where in WHERE else ""
