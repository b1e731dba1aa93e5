# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: ANN401 - by their types, objects have no custom properties
"""Of an artwork with cut-outs one sees these or its pieces, each with a spacing of its own."""

from __future__ import annotations

from typing import Any, Final, Literal, TypeAlias

from ..artwork import live_value

Part: TypeAlias = Literal["PIECES", "CUT_OUTS"]

PLANE: Final = "antekirt_plane"  # on a cut-out: its number, 0 the furthest
MADE: Final = "antekirt_cut_out"  # on what was made for one; on its picture: how many bytes that has
SHOWN: Final = "antekirt_shown"  # on the root: the part that one sees
OTHER_SPACING: Final = "antekirt_other_spacing"  # on the root: that of the part that one does not see
HIDDEN: Final = "antekirt_hidden"  # on what is hidden here: whether it was, in the viewport and in renders


def cut_outs(root: Any) -> list[Any]:
    """The cut-outs that an artwork has."""
    return [obj for obj in root.children_recursive if PLANE in obj]


def shown(root: Any) -> str:
    """The part of an artwork that one sees; empty if it has but one."""
    return str(root.get(SHOWN, ""))


def show(root: Any, part: Part) -> None:
    """Have one see a part, and not the other."""
    for obj in root.children_recursive:
        if obj.data and (PLANE in obj) == (part == "CUT_OUTS"):
            _bring_back(obj)
        elif obj.data and HIDDEN not in obj:
            obj[HIDDEN] = [int(obj.hide_viewport), int(obj.hide_render)]
            obj.hide_viewport = obj.hide_render = True
    if shown(root) != part:
        other = root.get(OTHER_SPACING)
        root[OTHER_SPACING] = live_value.read(root, live_value.SPACING) or 0.0
        root[SHOWN] = part
        if other is not None:
            live_value.write(root, live_value.SPACING, other)


def forget(root: Any) -> None:
    """Have an artwork be its pieces alone, once it has no cut-outs any more."""
    show(root, "PIECES")
    del root[SHOWN], root[OTHER_SPACING]


def _bring_back(obj: Any) -> None:
    before = obj.get(HIDDEN)
    if before is not None:
        obj.hide_viewport, obj.hide_render = map(bool, before)
        del obj[HIDDEN]
