# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture asked for in an Image Editor is shown there, and in no other editor."""

from __future__ import annotations

from typing import Any

import bpy
import pytest

from .import_fixtures import source_files, target


@pytest.fixture
def editors() -> list[Any]:
    """Two Image Editors in the window, which show nothing."""
    areas = list(bpy.context.window.screen.areas)[:2]
    for area in areas:
        area.type = "IMAGE_EDITOR"
    return areas


def shown(editors: list[Any]) -> list[Any]:
    return [area.spaces.active.image for area in editors]


def noted_in(part: Any, area: Any) -> Any:
    with bpy.context.temp_override(area=area):
        return part("scene.editor_target").noted_editor(bpy.context)


def image(name: str = "Fox") -> Any:
    return bpy.data.images.new(name, 8, 8)


def test_it_is_shown_where_it_was_asked_for_alone(part: Any, editors: list[Any]) -> None:
    show, noted = part("scene.import_into_editor").show, noted_in(part, editors[1])
    fox = image()
    assert show(fox, noted) == ""
    assert shown(editors) == [None, fox]


def test_one_that_shows_the_artists_own_since_is_left_alone(part: Any, editors: list[Any]) -> None:
    show, mine, other = part("scene.import_into_editor").show, image("Mine"), image("Other")
    space = editors[0].spaces.active
    space.image = mine
    noted = noted_in(part, editors[0])
    mine.name = "Renamed"
    image("Mine")
    fox = image()
    assert show(fox, noted) == ""
    assert space.image == fox
    space.image = other
    assert "in its list" in show(fox, noted)
    assert space.image == other
    editors[0].type = "TEXT_EDITOR"
    assert "in its list" in show(fox, noted)


def test_a_second_result_takes_the_place_of_the_first(part: Any, editors: list[Any], tmp_path: Any) -> None:
    space = editors[0].spaces.active
    space.image = image("Mine")
    noted = target(part)
    noted = type(noted)(noted.scene, editor=noted_in(part, editors[0]))
    for count in (1, 2):
        done = part("scene.import_image").import_image(
            source_files(part, tmp_path / str(count)), "IMAGE", noted
        )
        assert not done.warnings
        assert space.image == bpy.data.images[done.images[0]]
        assert len(bpy.data.images) == 1 + count
