# SPDX-License-Identifier: GPL-3.0-or-later
"""Another picture of the same prompt and artist, which takes the place of the one that it is like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..api.error import InvalidRequest
from ..jobs.job import Job, Kind
from ..message import Message
from . import job_session, variant_choice
from .import_result import known_job
from .job_purpose import Purpose
from .paid_operator import PaidOperator

if TYPE_CHECKING:
    from ..scene.variant.shown_picture import ShownPicture


class ANTEKIRT_OT_another_like_this(PaidOperator, bpy.types.Operator):
    """Generate another picture of this prompt and artist. It takes the place of this one if that is shown"""

    bl_idname = "antekirt.another_like_this"
    bl_label = "Another Like This"

    job_id: bpy.props.StringProperty(
        name="Job", description="Id of the job of a picture", options={"SKIP_SAVE"}
    )

    def plan(self, context: bpy.types.Context) -> list[Job]:
        like, session = known_job(self.job_id), job_session.session()
        if like.kind is not Kind.IMAGE or not like.artist_id:
            raise InvalidRequest(Message("Only a picture whose artist is known can be asked for once more."))
        shown: ShownPicture | None = variant_choice.shown_by_card(session, like)
        purpose = Purpose.capture(context, "NONE")
        if shown:
            purpose = purpose.instead_of(shown, variant_choice.import_as_of(session, shown))
        return [
            Job(
                Kind.IMAGE,
                {"artist_id": like.artist_id, "prompt": like.prompt},
                session.service,
                purpose.to_json(),
                artist_id=like.artist_id,
                artist_name=like.artist_name,
                prompt=like.prompt,
            )
        ]


CLASSES = (ANTEKIRT_OT_another_like_this,)
