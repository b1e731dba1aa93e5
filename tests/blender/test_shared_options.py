# SPDX-License-Identifier: GPL-3.0-or-later
"""How an import can be told to be is the same wherever it is asked for: by a file, a press, a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

# What brings as much as the import of a file of that kind.
LIKE = {
    "import_svg": ("convert_svg", "generate_image", "import_generation", "import_job", "import_ready"),
    "import_image": ("generate_image", "generate_batch", "import_generation", "import_job", "import_ready"),
    "import_video": ("generate_video", "generate_image", "import_generation", "import_job", "import_ready"),
}
OF_FILES = {"filepath", "rna_type"}
NOT_IN_PANEL = {"import_as", "shading", "files_beside"}  # by other names, or said anew each time


def choices(operator: str) -> dict[str, str]:
    """What an artist or a script can say, with the kind of its value."""
    known = getattr(bpy.ops.antekirt, operator).get_rna_type().properties
    return {prop.identifier: prop.type for prop in known if not prop.is_hidden} | {
        name: "ENUM" for name in ("import_as",) if name in known
    }


@pytest.mark.one_blender
@pytest.mark.usefixtures("antekirt")
@pytest.mark.parametrize("of_file", LIKE)
def test_what_a_file_can_be_told_all_others_can_be_told(of_file: str) -> None:
    wanted = {name: kind for name, kind in choices(of_file).items() if name not in OF_FILES}
    assert len(wanted) >= 8
    for operator in LIKE[of_file]:
        assert wanted.items() <= choices(operator).items(), operator
    chosen = {prop.identifier: prop.type for prop in bpy.context.scene.antekirt.bl_rna.properties}
    assert {name: kind for name, kind in wanted.items() if name not in NOT_IN_PANEL}.items() <= chosen.items()


@pytest.mark.one_blender
@pytest.mark.usefixtures("antekirt")
def test_presets_and_the_draft_keep_every_choice_of_vectors(part: Callable[[str], Any]) -> None:
    names = {*part("operators.vector_choices").PanelVectors.__annotations__} | {
        *part("operators.vector_choices").VectorChoices.__annotations__
    }
    assert names == {*part("operators.vector_choices").VECTOR_CHOICES}
    assert names <= {*part("ui.preset_menu").KEPT}
    assert names <= part("operators.scene_choices").read(bpy.context.scene.antekirt).keys()


@pytest.mark.one_blender
def test_vectors_come_as_chosen_in_the_panel_unless_it_is_said(
    service: Sandbox,  # noqa: ARG001 - it runs
    artist_id: str,
    part: Callable[[str], Any],
) -> None:
    chosen: Any = bpy.context.scene.antekirt
    chosen.grouping, chosen.svg_shading, chosen.bevel = "COLORS", "LIT", 0.25
    chosen.auto_spacing, chosen.spacing, chosen.hierarchy = False, 0.5, True
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", then={"SVG"}, bevel=0.125)
    jobs = part("operators.job_session").session().jobs
    image, svg = jobs.values()
    assert image.purpose["vector"] == {}
    told = svg.purpose["vector"]
    assert {name: told[name] for name in ("grouping", "lit", "bevel", "spacing", "hierarchy")} == {
        "grouping": "COLORS", "lit": True, "bevel": 0.125, "spacing": 0.5, "hierarchy": False
    }  # fmt: skip

    def brought(operator: Any, **said: Any) -> Any:
        before = set(bpy.data.objects)
        operator(import_as="CURVES", **said)
        made = [obj for obj in set(bpy.data.objects) - before if obj.type == "EMPTY"]
        return next(obj for obj in made if obj.parent is None)

    card = bpy.ops.antekirt.import_job
    root = brought(card, job_id=svg.id)
    assert root.antekirt_spacing == pytest.approx(0.5)
    assert root.children[0].data.bevel_depth == pytest.approx(0.25)
    root = brought(card, job_id=svg.id, spacing=0.75, bevel=0.0, shading="UNLIT")
    assert root.antekirt_spacing == pytest.approx(0.75)
    assert root.children[0].data.bevel_depth == 0
