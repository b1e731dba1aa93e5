# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture becomes a tile: a copy of its own, whose borders fit; the picture stays as it was."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import bpy
import numpy as np
import pytest

from tests.blender.import_fixtures import attribution, square

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIDE = 64


def picture(name: str = "Moss", *, is_float: bool = False, wide: int = SIDE, high: int = SIDE) -> Any:
    """An image with detail that is darker at the left than at the right."""
    image = bpy.data.images.new(name, wide, high, alpha=True, float_buffer=is_float)
    image.colorspace_settings.name = "Non-Color"
    values = np.ones((high, wide, 4), np.float32)
    values[..., :3] = 0.3 * np.random.default_rng(5).random((high, wide, 1))
    values[..., :3] += np.linspace(0.1, 0.7, wide)[None, :, None]
    image.pixels.foreach_set(values.ravel())
    return image


def pixels(image: Any) -> Any:
    found = np.empty(image.size[0] * image.size[1] * 4, np.float32)
    image.pixels.foreach_get(found)
    return found.reshape(image.size[1], image.size[0], 4)


def step_at_border(image: Any) -> float:
    """The step across the left and right border over the mean of those inside."""
    found = pixels(image)[..., :3]
    inside = np.abs(np.diff(found, axis=1)).mean()
    return float(np.abs(found[:, 0] - found[:, -1]).mean() / inside)


def make(name: str, **options: Any) -> Any:
    known = set(bpy.data.images)
    assert bpy.ops.antekirt.make_seamless(image=name, **options) == {"FINISHED"}
    (copy,) = set(bpy.data.images) - known
    return copy


def textured(part: Callable[[str], Any], image: Any) -> Any:
    """The Image Texture node of the active object's material, which shows an image."""
    bpy.context.view_layer.objects.active = obj = square(unwrapped=True)
    obj.active_material = material = bpy.data.materials.new("Wall")
    node = part("scene.compat").node_tree(material).nodes.new("ShaderNodeTexImage")
    node.image = image
    return node


@pytest.mark.parametrize("is_float", [False, True])
def test_a_tile_is_a_copy_whose_borders_fit(
    is_float: bool, tmp_path: Path, part: Callable[[str], Any]
) -> None:
    image = picture(is_float=is_float)
    stamped = attribution(part)
    part("scene.attribution").stamp(image, stamped)
    before = pixels(image)
    copy = make("Moss")
    assert (pixels(image) == before).all()
    assert (copy.name, copy["antekirt_seamless_of"]) == ("Moss Seamless", "Moss")
    assert part("scene.attribution").read(copy) == stamped
    assert step_at_border(image) > 2.0
    assert 0.8 <= step_at_border(copy) <= 1.2
    assert np.isclose(pixels(copy), before, atol=1e-6).all(axis=2).mean() >= 0.75
    shown = pixels(copy)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "kept.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "kept.blend"))
    kept = bpy.data.images["Moss Seamless"]
    assert (kept.is_float, kept.colorspace_settings.name) == (is_float, "Non-Color")
    assert (pixels(kept) == shown).all()


def test_a_long_name_is_cut_between_its_letters() -> None:
    copy = make(picture("é" * 31).name)
    assert copy.name == "é" * 25 + " Seamless"
    assert copy["antekirt_seamless_of"] == "é" * 31


def test_the_same_is_not_kept_twice() -> None:
    copy = make(picture().name)
    bpy.ops.antekirt.make_seamless(image="Moss")
    assert [image for image in bpy.data.images if image.get("antekirt_seamless_of")] == [copy]


def test_the_material_shows_it_at_once_or_later(part: Callable[[str], Any]) -> None:
    image = picture()
    node = textured(part, image)
    copy = make("Moss")
    assert node.image == image
    bpy.ops.antekirt.use_seamless(image=copy.name)
    assert node.image == copy
    node.image = image
    bpy.ops.antekirt.make_seamless(use=True)
    assert node.image == copy


@pytest.mark.one_blender
@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        ({"wide": 1, "high": 1}, "1 × 1 pixels: to be made seamless it needs 32"),  # noqa: RUF001 - a size
        ({"wide": 3, "high": 300}, "3 × 300 pixels"),  # noqa: RUF001 - a size
        ({"source": "FILE"}, "cannot be read: its file is gone or broken"),
        ({"source": "TILED"}, "is no single picture"),
        ({"source": "MOVIE"}, "is no single picture"),
        ({"name": "Bark"}, "There is no image “Moss”"),
    ],
)
def test_what_cannot_be_made_seamless_is_said(spoiled: dict[str, Any], said: str) -> None:
    source = spoiled.pop("source", "")
    image = picture(**spoiled)
    if source:
        image.source = source
    with pytest.raises(RuntimeError, match=said):
        bpy.ops.antekirt.make_seamless(image="Moss")
    assert list(bpy.data.images) == [image]


@pytest.mark.one_blender
def test_more_than_memory_holds_is_refused(part: Callable[[str], Any], monkeypatch: Any) -> None:
    monkeypatch.setattr(part("media.seamless.tile"), "MOST", 32 * 32)
    picture()
    with pytest.raises(RuntimeError, match=r"64 × 64 pixels, too many.*to 32 × 32 first"):  # noqa: RUF001 - a size
        bpy.ops.antekirt.make_seamless(image="Moss")


@pytest.mark.one_blender
def test_a_thread_makes_it_beside_the_window(part: Callable[[str], Any]) -> None:
    image, runtime = picture(), part("operators.runtime")
    node = textured(part, image)
    thread = begun(part, image, bpy.data.materials["Wall"])
    assert thread.is_at(image)
    image.name = "Lichen"  # while it is under way
    wait_for(lambda: thread.under_way[0].outcome is not None)
    assert node.image == image
    runtime.pump()
    assert (node.image.name, thread.is_at(image)) == ("Lichen Seamless", False)
    session = part("operators.job_session").session()
    assert "“Lichen Seamless” repeats without a seam" in session.notice
    bpy.ops.antekirt.dismiss_all(cards="NOTICE")
    assert session.notice == ""
    assert any("“Lichen Seamless”" in told for told in session.notices), "the report has it still"


@pytest.mark.one_blender
def test_a_picture_that_is_gone_meanwhile_is_told(part: Callable[[str], Any]) -> None:
    image, runtime = picture(), part("operators.runtime")
    thread = begun(part, image)
    bpy.data.images.remove(image)
    wait_for(lambda: thread.under_way[0].outcome is not None)
    runtime.pump()
    assert part("operators.job_session").session().notices[-1] == "“Moss” is gone: nothing was made seamless"
    assert not bpy.data.images


def begun(part: Callable[[str], Any], image: Any, material: Any = None) -> Any:
    """The thread that makes an image seamless, as it does where there is a window."""
    seamless_thread, note = part("operators.seamless_thread"), part("scene.id_reference").note
    thread = part("operators.runtime").state(seamless_thread.SeamlessThread)
    wanted = seamless_thread.Wanted(note(image), note(material) if material else None)
    thread.begin(wanted, part("scene.seamless_copy").pixels(image))
    return thread


def wait_for(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < end
        time.sleep(0.01)
