# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the renders of a scene name the artists, and what happens at once when that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..scene.credits.credit import Credit

BURN_IN = (
    ("ASK", "Ask", "Keep it out, and ask in the panel"),
    ("SHOW", "Show", "The credit line is seen in the picture, beneath your own note"),
    ("KEEP_OUT", "Keep Out", "The credit line is in a file beside the picture only"),
)


def _was_switched(chosen: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - the property group
    """Nobody is asked where there is no window: a script that switches it on has decided."""
    if bpy.app.background and chosen.credit_renders and chosen.credit_burn_in == "ASK":
        chosen.credit_burn_in = "SHOW"
    bring_up_to_date(chosen.id_data)


def _was_answered(chosen: Any, _context: bpy.types.Context) -> None:  # noqa: ANN401 - the property group
    bring_up_to_date(chosen.id_data)


class CreditChoices:
    """Whether a scene's renders name the artists: mixed into what has such properties."""

    credit_renders: bpy.props.BoolProperty(
        name="Write Credits into Renders",
        description="Name the artists whose works this scene shows: in the metadata of its renders, after "
        "your own note, or in a text file beside them where Blender writes none",
        update=_was_switched,
    )
    credit_burn_in: bpy.props.EnumProperty(
        name="Burned In",
        description="Whether the credit line is seen where the scene burns its metadata into the picture",
        items=BURN_IN,
        update=_was_answered,
    )


def credits_of_render(scene: bpy.types.Scene) -> list[Credit] | None:
    """Whom the renders of a scene name; None if they are to name nobody."""
    from ..scene.credits import credit, uses  # not read at Blender's start

    chosen: Any = scene.antekirt  # type: ignore[attr-defined]  # ours
    return credit.credits_of(uses.in_render(scene)) if chosen.credit_renders else None


def bring_up_to_date(scene: bpy.types.Scene) -> None:
    """Put the credit line into a scene's note or take it out, as was chosen. A linked scene is left alone."""
    if scene.is_editable:
        note(scene, None if _is_kept_out(scene) else credits_of_render(scene))


def note(scene: bpy.types.Scene, credits_: Sequence[Credit] | None) -> None:
    """The same where it is known whom the renders of the scene name; see credits_of_render."""
    from ..scene.credits import stamp_note  # not read at Blender's start

    if not scene.is_editable:
        return
    if credits_ and not _is_kept_out(scene):
        stamp_note.write(scene, credits_)
    else:
        stamp_note.take_out(scene)


def _is_kept_out(scene: bpy.types.Scene) -> bool:
    """Whether the line would be seen in the picture, and nobody has said that it is to be."""
    chosen: Any = scene.antekirt  # type: ignore[attr-defined]  # ours
    return scene.render.use_stamp and chosen.credit_burn_in != "SHOW"
