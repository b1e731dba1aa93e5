# SPDX-License-Identifier: GPL-3.0-or-later
"""A film takes the place of the picture in a multiplane where all that it shows stays in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from sandbox.client import Sandbox

pytestmark = pytest.mark.one_blender
FILM = {"prompt": "slowly", "duration": 2, "fps": 12}


def test_a_film_that_stays_in_place_is_shown_by_each_cut_out(service: Sandbox, artist_id: str) -> None:
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as="IMAGE")
    (image,) = [one for one in bpy.data.images if one.get("antekirt_generation_id")]
    generation = image["antekirt_generation_id"]
    bpy.data.images.remove(image)  # it is among the results on the disk
    bpy.ops.antekirt.convert_svg(generation_id=generation, import_as="CURVES")
    multiplane: Any = bpy.ops.antekirt.make_multiplane

    with pytest.raises(RuntimeError, match="no video of this picture"):
        multiplane(film=True)
    bpy.ops.antekirt.generate_video(generation_id=generation, aspect_ratio="1:1", **FILM)
    with pytest.raises(RuntimeError, match="without Fixed Camera"):
        multiplane(film=True)
    bpy.ops.antekirt.generate_video(
        generation_id=generation, aspect_ratio="1:1", camera_fixed=True, again=True, **FILM
    )
    other: Any = bpy.data.images.new("wide", 32, 18)
    with pytest.raises(RuntimeError, match="other proportions"):
        multiplane(film=True, image=other.name)
    multiplane(film=True, planes=3)

    root: Any = bpy.context.object
    made = [obj for obj in root.children_recursive if not obj.hide_render]
    assert len(made) == 3
    for plane in made:
        tree = plane.active_material.node_tree
        shown = {node.image.source for node in tree.nodes if node.type == "TEX_IMAGE"}
        assert shown == {"MOVIE", "FILE"}
        assert "video" in plane["antekirt_credits"]
        assert plane.active_material["Start Frame"] == bpy.context.scene.frame_current
    assert service.base_url
