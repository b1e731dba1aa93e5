# SPDX-License-Identifier: GPL-3.0-or-later
"""Many results: their pictures side by side, and below them what can be done with the picked one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..operators import job_import
from ..operators.job_page import Listing
from . import job_pager, panel_width, picture_button, result_card, result_preview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context, UILayout

    from ..jobs.job import Job
    from .snapshot import Snapshot

FROM = 4  # results on; fewer have a card each
CELL = 76  # pixels at scale 1 that a picture has at least
MOST_COLUMNS = 4
GAP = 10  # pixels at scale 1 between two pictures


def draw_all(layout: UILayout, context: Context, shown: Snapshot) -> None:
    """All results, in the form that is best for so many."""
    page = shown.jobs.results
    if page.total < FROM:
        for job in page.jobs:
            result_card.draw(layout, context, shown, job)
        return
    box = layout.box()
    _draw_pictures(box, context, shown)
    job_pager.draw(box, Listing.RESULTS, page)
    for job in page.jobs:
        if job.id == shown.jobs.picked:
            result_card.draw_picked(box, context, shown, job)


def _draw_pictures(layout: UILayout, context: Context, shown: Snapshot) -> None:
    jobs, width = shown.jobs.results.jobs, panel_width.available_width(context)
    abreast = min(max(int(width // CELL), 2), MOST_COLUMNS)
    scale = max(2.0, (width / abreast - GAP) / panel_width.BUTTON)  # at which a picture is square
    compared = pressed_with_several_artists(jobs)
    grid = layout.grid_flow(columns=abreast, row_major=True, even_columns=True, align=False)
    for job in jobs:
        index = result_preview.shown_files(job)[0].index if job.files else job.image_index
        properties = picture_button.draw(
            grid,
            result_preview.icon(job, index),
            scale,
            "antekirt.pick_result",
            is_chosen=job.id == shown.jobs.picked,
            name=job.artist_name if job.id in compared else _state(shown, job),
        )
        properties.job_id = job.id
    for _ in range(-len(jobs) % abreast):  # otherwise a few pictures would be stretched
        grid.column()


def pressed_with_several_artists(jobs: Sequence[Job]) -> set[str]:
    """The jobs that one press of a button has begun with several artists, to be compared."""
    artists: defaultdict[str, set[str]] = defaultdict(set)
    for job in jobs:
        artists[job.purpose.get("press", "")].add(job.artist_id)
    return {job.id for job in jobs if (press := job.purpose.get("press")) and len(artists[press]) > 1}


def _state(shown: Snapshot, job: Job) -> str:
    """What there is to say of a result in a word or two."""
    if job.waits_for_import:
        return iface_("Ready")
    there = shown.jobs.whereabouts.get(job.id)
    if there is None or not there.is_here:
        return iface_("Not Here")
    return next(
        (iface_(label) for key, label, _ in job_import.IMPORTS[job.kind] if key == there.import_as), ""
    )
