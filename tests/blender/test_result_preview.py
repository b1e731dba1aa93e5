# SPDX-License-Identifier: GPL-3.0-or-later
"""The small pictures of results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.one_blender
@pytest.mark.usefixtures("service", "online")
def test_vectors_share_the_picture_of_their_image(part: Callable[[str], Any], artist_id: str) -> None:
    """Loaded a second time it would stay empty in Blender 5.2."""
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as="NONE", then={"SVG"})
    session, result_preview = part("operators.job_session").session(), part("ui.result_preview")
    result_preview.load_only(tuple(session.jobs.values()), session)
    image, vectors = session.jobs.values()
    assert result_preview.icon(image, 0) == result_preview.icon(vectors, 0)
    result_preview.load_only((vectors,), session)
    (kept,) = part("operators.runtime").state(result_preview.ResultPreviews).previews.values()
    assert kept.icon_id == result_preview.icon(vectors, 0)
    assert result_preview.icon(image, 0) != kept.icon_id
