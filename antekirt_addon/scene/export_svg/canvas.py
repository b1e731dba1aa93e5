# SPDX-License-Identifier: GPL-3.0-or-later

"""What all pieces of one export need: from where they are seen, and what their materials and pictures are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import bpy

    from .picture_mark import Pictures
    from .shown_paint import ShownPaints
    from .viewpoint import Viewpoint


@dataclass(frozen=True, slots=True, eq=False)
class Canvas:
    """One export."""

    view: Viewpoint
    paints: ShownPaints
    pictures: Pictures
    depsgraph: bpy.types.Depsgraph
