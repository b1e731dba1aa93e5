# SPDX-License-Identifier: GPL-3.0-or-later
"""What else can be done with a result, in a menu that drops from its Import button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..jobs.job import Job, Kind
from ..operators import job_session, owned_output
from . import place_again, snapshot, variant_arrows
from .result_card import draw_again

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..jobs.session import Session


class ANTEKIRT_OT_more(bpy.types.Operator):
    """All that this result can become in the scene, for nothing; its folder, and its prompt"""

    bl_idname = "antekirt.more"
    bl_label = "More"
    bl_translation_context = "Antekirt"
    bl_options = {"INTERNAL"}

    job_id: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        session, job_id = job_session.running(), self.job_id
        if session is None or job_id not in session.jobs:
            return {"CANCELLED"}
        job = session.jobs[job_id]
        images = [(job.generation_id, file.index) for file in job.files]
        wanted = job.purpose.get("image_index")
        is_single = job.kind is Kind.IMAGE and len(images) == 1  # of several each has buttons of its own
        kinds = _had(session, job) if is_single else []

        def fill(operator: Any) -> None:  # noqa: ANN401 - its properties
            operator.job_id, operator.image_index = job_id, -1 if wanted is None else wanted

        def draw_others(layout: Any) -> None:  # noqa: ANN401 - a UILayout
            if kinds:
                layout.separator()
                draw_again(layout, snapshot.current(), images[0], kinds)
            layout.separator()
            if job.kind is Kind.IMAGE:
                variant_arrows.draw_another(layout, snapshot.current(), job)
            layout.operator("antekirt.reuse_job", icon="RECOVER_LAST").job_id = job_id
            layout.operator("antekirt.open_folder", icon="FILE_FOLDER").job_id = job_id

        def draw(menu: bpy.types.UIPopupMenu, _context: bpy.types.Context) -> None:
            layout: Any = menu.layout
            place_again.draw_places(layout, job.kind, "antekirt.import_job", fill, draw_others)

        context.window_manager.popup_menu(draw, title=iface_("Place Again"), icon="IMPORT")
        return {"FINISHED"}


def _had(session: Session, job: Job) -> list[Kind]:
    """What has been made of a picture, and can be asked for once more."""
    vectors = owned_output.vectors_of(session, job.generation_id, job.files[0].index)
    made = {other.kind for other in session.past.of_generation(job.generation_id) if other.files}
    return [Kind.SVG] * (owned_output.is_had(session, vectors) is True) + [Kind.VIDEO] * (Kind.VIDEO in made)


CLASSES = (ANTEKIRT_OT_more,)
