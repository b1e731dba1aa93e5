# SPDX-License-Identifier: GPL-3.0-or-later
"""All places that a result can be put in, in a menu: those meant most often, and beside them the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bpy.app.translations import pgettext_n as n_

from ..operators import other_addons
from ..operators.job_import import IMPORTS
from ..operators.scene_properties import IMPORT_ICONS, main_and_more

if TYPE_CHECKING:
    from collections.abc import Callable

    from bpy.types import UILayout

    from ..jobs.job import Kind

PLACE_AGAIN = n_("Place Again…")


def draw_places(
    layout: UILayout,
    kind: Kind,
    idname: str,
    fill: Callable[[Any], None],
    below: Callable[[Any], None] | None = None,
) -> None:
    """A button for each. idname: of the operator that imports. fill: sets what all have in common.

    below: draws more into the first column. It has its turn before the second column: what is drawn after
    that Blender has in a menu under the last one.
    """
    row = layout.row()
    main, more = main_and_more(IMPORTS[kind])
    for heading, part in (("", main), ("More", more)) if more else (("", main),):
        column = row.column()
        if more:
            column.label(text=heading)
            column.separator()
        for name, label, _description in part:
            if name != "NONE":
                operator = column.operator(idname, text=label, icon=IMPORT_ICONS[name])
                operator.import_as = name
                fill(operator)
        if below:
            below(column)
            below = None
    if others := other_addons.places_for(kind):
        column.separator()
    for name in others:
        operator = column.operator(idname, text=name, icon="PLUGIN", translate=False)
        operator.import_as, operator.place = "NONE", name
        fill(operator)
