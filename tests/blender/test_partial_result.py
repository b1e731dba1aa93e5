# SPDX-License-Identifier: GPL-3.0-or-later
"""Of four images two came: these are imported, all or picked, and the others when they can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox


def imported() -> list[int]:
    return sorted(image["antekirt_image_index"] for image in bpy.data.images)


@pytest.mark.one_blender
def test_what_came_is_imported_and_what_is_missing_is_tried_again_alone(
    service: Sandbox, artist_id: str, part: Callable[[str], Any], capfd: pytest.CaptureFixture[str]
) -> None:
    service.settings(images_per_generation=4)
    for index in (0, 2):
        gone = {"kind": "answer", "status": 404}
        service.fault(gone, origin="cdn", path=f"*/image-{index}.*", times=None)
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="two foxes", import_as="PLANE")
    assert imported() == [1, 3]
    session = part("operators.job_session").session()
    (job,) = session.jobs.values()
    assert job.problem.text.startswith("Images 1 and 3 of 4 could not be fetched: ")
    assert not job.dismissed
    with pytest.raises(RuntimeError, match="Images 1 and 3 of 4 could not be fetched"):
        bpy.ops.antekirt.import_job(job_id=job.id, import_as="IMAGE", image_index=2)
    capfd.readouterr()
    bpy.ops.antekirt.resume_jobs()
    said = capfd.readouterr().out
    assert "two foxes: Images 1 and 3 of 4 could not be fetched" in said
    assert "1 jobs need your attention" in said
    service.clear_faults()
    service.forget_requests()
    bpy.ops.antekirt.retry_job(job_id=job.id)
    session.wait_until(lambda: session.jobs[job.id].problem is None and session.jobs[job.id].is_settled)
    bpy.ops.antekirt.import_job(job_id=job.id, import_as="IMAGE", image_index=2)
    assert imported() == [1, 2, 3]
    assert sum(request["origin"] == "cdn" for request in service.requests()) == 2
    assert len(service.ledger()) == 1
