# SPDX-License-Identifier: GPL-3.0-or-later
"""What else can be done with a result, in a menu that drops from its Import button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..jobs.job import Job, Kind
from ..operators import owned_output, runtime
from ..operators.scene_properties import IMPORT_ICONS
from . import snapshot
from .result_card import IMPORTS, draw_again

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import OperatorReturnItems

    from ..jobs.session import Session


class ANTEKIRT_OT_more(bpy.types.Operator):
    """Other ways to import this result, its folder, and its prompt"""

    bl_idname = "antekirt.more"
    bl_label = "More"
    bl_translation_context = "Antekirt"
    bl_options = {"INTERNAL"}

    job_id: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[OperatorReturnItems]:
        session, job_id = runtime.running(), self.job_id
        if session is None or job_id not in session.jobs:
            return {"CANCELLED"}
        job = session.jobs[job_id]
        items, images = IMPORTS[job.kind], [(job.generation_id, file.index) for file in job.files]
        is_single = job.kind is Kind.IMAGE and len(images) == 1  # of several each has buttons of its own
        kinds = _had(session, job) if is_single else []

        def draw(menu: bpy.types.UIPopupMenu, _context: bpy.types.Context) -> None:
            layout: Any = menu.layout
            for name, label, _description in items:
                if name != "NONE":
                    operator = layout.operator("antekirt.import_job", text=label, icon=IMPORT_ICONS[name])
                    operator.job_id, operator.import_as = job_id, name
            if kinds:
                layout.separator()
                draw_again(layout, snapshot.current(), images[0], kinds)
            layout.separator()
            layout.operator("antekirt.reuse_job", icon="RECOVER_LAST").job_id = job_id
            layout.operator("antekirt.open_folder", icon="FILE_FOLDER").job_id = job_id

        context.window_manager.popup_menu(draw, title=iface_("Import As"), icon="IMPORT")
        return {"FINISHED"}


def _had(session: Session, job: Job) -> list[Kind]:
    """What has been made of a picture, and can be asked for once more."""
    vectors = owned_output.vectors_of(session, job.generation_id, job.files[0].index)
    made = {other.kind for other in session.past.of_generation(job.generation_id) if other.files}
    return [Kind.SVG] * (owned_output.is_had(session, vectors) is True) + [Kind.VIDEO] * (Kind.VIDEO in made)


CLASSES = (ANTEKIRT_OT_more,)
