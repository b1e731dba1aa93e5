# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture that is its own button: a click anywhere on it runs an operator.

Blender draws large pictures as labels alone, and a button's icon is always small. So a button as large as the
picture stands below it: its column is told to be as good as no units high, which moves what follows on top of
it, and what is laid out in it overflows. Labels take no clicks, so these reach the button, which shows its
tooltip, lights up under the mouse, and frames the picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bpy.types import UILayout

NO_UNITS = 0.01  # 0 would mean that the height is not given
NAME = 1.0  # height of the line with the name, in buttons


def draw(
    layout: UILayout, icon: int, scale: float, idname: str, *, is_chosen: bool = False, name: str = ""
) -> Any:  # noqa: ANN401 - of that operator
    """Draw a picture `scale` buttons high, and give the properties of the operator that a click runs.

    icon: 0 for an empty frame. name: stands below the picture, and belongs to the button.
    """
    column = layout.column(align=True)
    properties = _draw_below(column, scale + (NAME if name else 0.0), idname, is_chosen=is_chosen)
    column.template_icon(icon_value=icon, scale=scale)
    if name:
        column.label(text=name, translate=False)
    return properties


def _draw_below(column: UILayout, height: float, idname: str, *, is_chosen: bool) -> Any:  # noqa: ANN401 - see above
    """The button on which all that follows in the column is drawn."""
    below = column.column(align=True)
    below.ui_units_y = NO_UNITS
    row = below.row()
    row.scale_y = height
    return row.operator(idname, text=" ", translate=False, depress=is_chosen)  # without text it stays narrow
