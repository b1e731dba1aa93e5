# SPDX-License-Identifier: GPL-3.0-or-later
"""What other add-ons can do with ours: hear of results, and offer a place for them."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.conftest import EXTENSIONS, PACKAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sandbox.client import Sandbox

EXAMPLE = "bl_ext.user_default.gallery_wall"
NAME = "Gallery Wall"


@pytest.fixture
def interface(part: Callable[[str], Any]) -> Iterator[Any]:
    yield part("interface")
    for kept in (part("operators.other_addons").subscribers(), part("operators.other_addons").places()):
        kept.clear()


@pytest.fixture
def example(interface: Any) -> Iterator[Any]:
    """The example, enabled as from a repository."""
    assert interface
    link = EXTENSIONS / "gallery_wall"
    link.symlink_to(Path(__file__).with_name("example_addon"))
    bpy.ops.preferences.addon_enable(module=EXAMPLE)
    module = importlib.import_module(EXAMPLE)
    yield module
    module.READY.clear()
    bpy.ops.preferences.addon_disable(module=EXAMPLE)
    link.unlink()


def generated(artist_id: str) -> str:
    """Have an image made; gives its generation."""
    assert bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as="IMAGE") == {
        "FINISHED"
    }
    return str(bpy.data.images[-1]["antekirt_generation_id"])


def test_an_example_add_on_hears_of_results_and_hangs_them_up(
    example: Any, service: Sandbox, artist_id: str, part: Callable[[str], Any]
) -> None:
    generation = generated(artist_id)
    (told,) = example.READY
    assert told[:2] == (generation, "image")
    assert [path.is_file() for path in told[2]] == [True]
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    (job,) = part("operators.job_session").session().jobs.values()
    assert bpy.ops.antekirt.import_job(job_id=job.id, import_as="NONE", place=NAME) == {"FINISHED"}
    picture = bpy.data.objects[NAME]
    assert picture.data.filepath == str(told[2][0])
    assert part("scene.attribution").read(picture).artist_name == job.artist_name
    assert bpy.ops.antekirt.import_generation(generation_id=generation, kind="IMAGE", place=NAME) == {
        "FINISHED"
    }
    assert [obj.name for obj in bpy.data.objects] == [NAME, f"{NAME}.001"]
    assert len(example.READY) == 2, "it was fetched once more"
    assert len(service.ledger()) == 1


def test_subscribers_come_before_us_and_stay(
    interface: Any,
    service: Sandbox,
    artist_id: str,
    part: Callable[[str], Any],
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert service.base_url
    heard: list[tuple[Any, ...]] = []
    policy = part("operators.job_session").session().poll_policy
    bpy.ops.preferences.addon_disable(module=PACKAGE)
    del sys.modules[PACKAGE].__time__  # as if nobody had enabled it yet
    importlib.reload(interface)
    interface.subscribe("Early", lambda *told: heard.append(told))
    capfd.readouterr()
    bpy.ops.preferences.addon_enable(module=PACKAGE)
    assert capfd.readouterr().out == "", "it goes before what the command line answers"
    part("operators.job_session").session().poll_policy = policy
    generated(artist_id)
    assert len(heard) == 1
    name = f"{PACKAGE}.operators.other_addons"
    known = sys.modules.pop(name)  # as Blender does with all our modules when we are updated
    try:
        assert importlib.import_module(name) is not known
        assert list(part("operators.other_addons").subscribers()) == ["Early"]
    finally:
        sys.modules[name] = part("operators").other_addons = known
    interface.unsubscribe("Early")
    interface.unsubscribe("Early")
    generated(artist_id)
    assert len(heard) == 1


@pytest.mark.one_blender
def test_an_error_of_a_subscriber_is_told_with_its_name_and_stops_nothing(
    interface: Any, service: Sandbox, artist_id: str, part: Callable[[str], Any], capfd: Any
) -> None:
    assert service.base_url
    heard: list[tuple[Any, ...]] = []
    interface.subscribe("Clumsy", lambda *_told: 1 / 0)
    interface.subscribe("Leaving", lambda *_told: sys.exit("bye"))
    interface.subscribe("Careful", lambda *told: heard.append(told))
    generated(artist_id)
    assert len(heard) == 1
    notice, leaving = part("operators.job_session").session().notices
    assert leaving.startswith("“Leaving” of another add-on has failed: bye.")
    assert notice == "“Clumsy” of another add-on has failed: division by zero. The result is there."
    assert "ZeroDivisionError" in capfd.readouterr().err


@pytest.mark.one_blender
def test_a_place_is_offered_where_it_takes_a_result(
    interface: Any, artist_id: str, part: Callable[[str], Any]
) -> None:
    generated(artist_id)
    (job,) = part("operators.job_session").session().jobs.values()
    put: list[tuple[Any, ...]] = []
    interface.register_place("Wall", lambda kind: kind == "image", lambda *told: put.append(told))
    interface.register_place("Cinema", lambda kind: kind == "video", lambda *_told: None)
    interface.register_place("Broken", lambda kind: kind.no_such_thing, lambda *_told: None)
    interface.register_place("Clumsy", lambda _kind: True, lambda *_told: {}["paint"])
    kind = part("jobs.job").Kind
    assert part("operators.other_addons").places_for(kind.IMAGE) == ["Wall", "Clumsy"]
    assert part("operators.other_addons").places_for(kind.VIDEO) == ["Cinema", "Clumsy"]
    assert [entry for entry in entries_of_place_again(part, kind.IMAGE) if entry[1]] == [
        ("NONE", "Wall", "Wall", job.id),
        ("NONE", "Clumsy", "Clumsy", job.id),
    ]
    bpy.ops.antekirt.import_job(job_id=job.id, import_as="NONE", place="Wall")
    assert put == [
        (job.generation_id, "image", tuple(map(service_files(part), job.files))),
    ]
    for name, why in (
        ("Cinema", "does not take this result now"),
        ("Gone", "is not there any more"),
        ("Clumsy", "“Clumsy” of another add-on has failed: 'paint'"),
    ):
        with pytest.raises(RuntimeError, match=why):
            bpy.ops.antekirt.import_job(job_id=job.id, import_as="NONE", place=name)
    interface.unregister_place("Wall")
    assert part("operators.other_addons").places_for(kind.IMAGE) == ["Clumsy"]


@pytest.mark.one_blender
def test_names_are_known_however_they_are_spaced_and_places_may_change_while_they_are_asked(
    interface: Any, part: Callable[[str], Any]
) -> None:
    others = part("operators.other_addons")
    interface.subscribe(" Gallery  Wall ", print)
    interface.unsubscribe(" Gallery  Wall ")
    assert not others.subscribers()

    def goes(_kind: str) -> bool:
        interface.unregister_place(" Once ")
        interface.register_place("New", lambda _kind: True, print)
        return False

    interface.register_place("Once", goes, print)
    interface.register_place("Leaving", lambda _kind: sys.exit(), print)
    kind = part("jobs.job").Kind
    assert others.places_for(kind.IMAGE) == []
    assert others.places_for(kind.IMAGE) == ["New"]


def entries_of_place_again(part: Callable[[str], Any], kind: Any) -> list[tuple[str, str, str, str]]:
    """Give of each entry of the menu what it imports as, its place and text, and the job it is for."""
    (job_id,) = part("operators.job_session").session().jobs
    drawn: list[SimpleNamespace] = []

    def operator(_idname: str, *, text: str, **_shown: object) -> SimpleNamespace:
        drawn.append(SimpleNamespace(text=text, place="", import_as="", job_id=""))
        return drawn[-1]

    column = SimpleNamespace(operator=operator, label=lambda **_: None, separator=lambda: None)
    layout = SimpleNamespace(row=lambda: SimpleNamespace(column=lambda: column))
    part("ui.place_again").draw_places(
        layout, kind, "antekirt.import_job", lambda entry: setattr(entry, "job_id", job_id)
    )
    return [(entry.import_as, entry.place, entry.text, entry.job_id) for entry in drawn]


def service_files(part: Callable[[str], Any]) -> Callable[[Any], Path]:
    path: Callable[[Any], Path] = part("operators.job_session").session().results_folder.path
    return path


@pytest.mark.one_blender
def test_what_is_no_name_or_no_function_is_refused(interface: Any, part: Callable[[str], Any]) -> None:
    assert interface.version == part("operators.addon_settings").version()
    for name in ("", " \n", None):
        with pytest.raises(ValueError, match="name"):
            interface.subscribe(name, print)
    with pytest.raises(TypeError):
        interface.subscribe("Wall", "print")
    with pytest.raises(TypeError):
        interface.register_place("Wall", print, None)
    with pytest.raises(LookupError):
        interface.stamp(bpy.data.objects.new("Wall", None), "g-1", Path("fox.png"))
