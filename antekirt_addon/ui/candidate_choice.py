# SPDX-License-Identifier: GPL-3.0-or-later
"""Generations that an unanswered request may have made: the artist says which it is, for nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..catalog.picture_cache import Picture
from ..operators import gallery_catalog
from . import date_text, panel_width, thumbnail, wording
from .wrapped_text import INSET, paragraph

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..jobs.candidate import Candidate
    from ..jobs.job import Job

SHOWN = 3
PICTURE_SHARE = 0.4  # of the width
WIDE = 200  # pixels at scale 1 from which on text stands beside the picture
LARGE = 5.0  # size of a picture, in buttons


def draw(layout: UILayout, context: Context, job: Job) -> None:
    """Draw each with its picture, prompt and time, and the button that takes it."""
    width = panel_width.available_width(context) - INSET
    for candidate in job.candidates[:SHOWN]:
        column = layout.box().column(align=True)
        _draw_one(column, context, candidate, width)
        operator = column.operator(
            "antekirt.adopt_generation", text=iface_("This Is It · Free"), translate=False, icon="CHECKMARK"
        )
        operator.job_id, operator.generation_id = job.id, candidate.generation_id
    more = len(job.candidates) - SHOWN
    if more > 0:
        paragraph(layout, context, iface_("{count} more are in your history").format(count=more), boxes=1)
    one = len(job.candidates) == 1
    paragraph(layout, context, iface_("Not this one?") if one else iface_("None of these?"), boxes=1)


def _draw_one(layout: UILayout, context: Context, candidate: Candidate, width: float) -> None:
    beside = width >= WIDE
    share = PICTURE_SHARE if beside else 1.0
    split = layout.split(factor=share) if beside else layout
    picture = Picture(f"{candidate.generation_id} 0", candidate.picture_url, candidate.generation_id)
    if catalog := gallery_catalog.pictures():
        scale = min(share * width / panel_width.BUTTON, LARGE)
        thumbnail.draw(split, catalog, picture, scale, "IMAGE_DATA" if candidate.picture_url else "TIME")
    column = split.column(align=True)
    text = wording.shortened(candidate.prompt, 200)
    paragraph(column, context, text, width=int((1 - share) * width) if beside else 0, boxes=2, max_lines=3)
    muted = column.column()
    muted.active = False
    today = datetime.now(tz=UTC).astimezone().date()
    muted.label(text=date_text.date_in_words(candidate.created_at, today), translate=False)
