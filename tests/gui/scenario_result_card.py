# SPDX-License-Identifier: GPL-3.0-or-later
"""The moment after: what the artist sees of a result once it is in the scene, and what the card leads to."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from window import panel_watch
from window.antekirt_user import ADDON

if TYPE_CHECKING:
    from window.antekirt_user import AntekirtUser
    from window.mouse_keyboard import Steps

LONG = 600  # seconds that an image takes, unless they are skipped


def test_a_picture_stays_on_screen_when_it_is_imported(ui: AntekirtUser) -> Steps:
    ui.poll_often()
    chosen: Any = bpy.context.scene.antekirt
    artist = ui.sandbox.call("GET", "/artists?limit=1").json["data"][0]
    chosen.artist_id, chosen.artist_name = artist["id"], artist["name"]
    chosen.prompt = "a red fox in fresh snow"
    yield from ui.sidebar("Antekirt")
    yield from ui.sidebar_width(200)
    yield from ui.press("antekirt.generate_image")
    yield from ui.wait(lambda: there(ui) == "On a plane · Beside Cube")
    yield from ui.wait_until_idle()
    yield from says(ui, "On a plane", "Beside Cube")
    assert shown().counts == (0, 0, 0), "nothing waits"
    yield from ui.hover("antekirt.convert_svg")
    yield from ui.screenshot("imported-200")


def test_the_panel_artwork_leads_to_its_entry(ui: AntekirtUser) -> Steps:
    yield from ui.hover("antekirt.copy_credit_line")
    yield from ui.screenshot("artwork-200")
    yield from ui.press("antekirt.copy_credit_line")
    yield from ui.wait(lambda: ui.jobs[-1].artist_name in bpy.context.window_manager.clipboard)
    yield from ui.press("antekirt.show_in_history(")
    properties: Any = bpy.context.window_manager.antekirt
    yield from ui.wait(lambda: properties.history_generation_id == ui.jobs[-1].generation_id)
    yield from ui.hover(f'antekirt.import_generation(generation_id="{ui.jobs[-1].generation_id}"')
    yield from ui.screenshot("entry-200")
    yield from ui.press("antekirt.show_in_history()")
    yield from ui.wait(lambda: not properties.history_generation_id)


def test_it_is_adjusted_and_repeated_for_nothing(ui: AntekirtUser) -> Steps:
    """What F9 and Shift R do: one step of undo each, and no request."""
    yield from ui.wait(lambda: ui.region("HUD").width > 1)
    yield from ui.screenshot("adjust-last")
    assert bpy.context.window_manager.operators[-1].properties.size == 2.0
    for size, import_as in ((1.0, "PLANE"), (3.0, "REFERENCE"), (3.0, "PLANE")):
        last: Any = bpy.context.window_manager.operators[-1]
        last.properties.size, last.properties.import_as = size, import_as
        with ui.override("WINDOW"):
            bpy.ops.ed.undo_redo("EXEC_DEFAULT", True)
        (obj,) = results()
        assert (
            obj.type == "EMPTY",
            obj.empty_display_size if obj.type == "EMPTY" else max(obj.dimensions),
        ) == (
            import_as == "REFERENCE",
            size,
        )
    yield from ui.move_into()
    yield from ui.key("R", shift=True)
    yield from ui.wait(lambda: len(results()) == 2)
    assert len(ui.sandbox.ledger()) == 1
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: len(results()) == 1)


def test_it_says_so_when_it_was_undone(ui: AntekirtUser) -> Steps:
    yield from ui.move_into()
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: there(ui).startswith("Undone"))
    yield 0.3
    yield from ui.screenshot("undone")
    yield from ui.key("Z", ctrl=True, shift=True)
    yield from ui.wait(lambda: there(ui) == "On a plane · Beside Cube")


def test_a_file_that_is_gone_is_found_again(ui: AntekirtUser) -> Steps:
    name = next(image.name for image in bpy.data.images if "antekirt_kind" in image)
    Path(bpy.data.images[name].filepath).unlink()
    bpy.data.images[name].reload()
    assert not bpy.data.images[name].size[0], "Blender has looked for it, and does so no more by itself"
    yield from ui.wait(lambda: shown().files.missing == 1)
    yield from ui.hover("antekirt.find_missing")
    yield from ui.screenshot("missing-200")
    yield from ui.press("antekirt.find_missing")
    yield from ui.wait(lambda: bpy.data.images[name].size[0] and shown().files.missing == 0)
    yield from ui.wait(lambda: shown().counts == (0, 0, 0))


def test_the_arrows_show_another_variant_in_its_place(ui: AntekirtUser) -> Steps:
    (plane,), first = results(), ui.jobs[0]
    yield from make(ui, first.prompt)
    yield from ui.wait(lambda: choices() == {(1, 2)})
    yield from ui.press("next_variant(step=1")
    yield from ui.wait(lambda: choices() == {(2, 2)})
    assert results() == [plane]
    assert plane["antekirt_generation_id"] == ui.jobs[-1].generation_id
    yield from ui.wait(lambda: shown().counts == (0, 0, 0))
    yield from ui.hover("next_variant(step=-1")
    yield from ui.screenshot("variant-200")
    yield from ui.move_into()
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: choices() == {(1, 2)})
    yield from a_picture_that_cannot_be_fetched_is_passed_over(ui)
    yield from one_press_is_enough_for_what_another_device_has_made(ui)


def a_picture_that_cannot_be_fetched_is_passed_over(ui: AntekirtUser) -> Steps:
    """However often the arrow is pressed, the service is asked for it once."""
    (plane,), second = results(), ui.jobs[-1]
    part("operators.job_session").session().results_folder.path(second.files[0]).unlink()
    ui.sandbox.fault({"kind": "answer", "status": 503}, times=None)
    for _ in range(2):
        step(ui)
    (fetched,) = ui.jobs[ui.jobs.index(second) + 1 :]
    yield from ui.wait(lambda: ui.jobs[-1].problem)
    assert "on this disk was skipped" in step(ui)
    assert not part("operators.awaited_result").waiting()
    assert ui.jobs[-1].id == fetched.id
    ui.sandbox.clear_faults()
    yield from ui.wait(lambda: ui.jobs[-1].waits_for_import)
    step(ui)
    assert plane["antekirt_generation_id"] == second.generation_id
    yield from ui.move_into()
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: choices() == {(1, 2)})
    part("operators.job_session").session().engine.dismiss(fetched.id)
    yield from ui.wait(lambda: shown().counts == (0, 0, 0))


def one_press_is_enough_for_what_another_device_has_made(ui: AntekirtUser) -> Steps:
    """Nobody here knows yet which pictures there are: the next one is shown when that is told."""
    (plane,), known = results(), len(ui.jobs)
    ui.sandbox.settings(images_per_generation=2)
    body = {"artistId": ui.jobs[0].artist_id, "prompt": "a far fox"}
    made = ui.sandbox.call("POST", "/generations/image", body).json["generationId"]
    ui.sandbox.settings(images_per_generation=1)
    material = plane.active_material
    images = [node.image for node in material.node_tree.nodes if getattr(node, "image", None)]
    for block in (plane, material, *images):
        block["antekirt_generation_id"], block["antekirt_image_index"] = made, 0
    assert not step(ui)
    yield from ui.wait(lambda: plane["antekirt_image_index"] == 1)
    yield from ui.wait_until_idle()
    (fetched,) = ui.jobs[known:]
    assert plane["antekirt_generation_id"] == made
    yield from ui.screenshot("variant-of-another-device")
    yield from ui.move_into()
    yield from ui.key("Z", ctrl=True)
    yield from ui.wait(lambda: choices() == {(1, 2)})
    part("operators.job_session").session().engine.dismiss(fetched.id)
    yield from ui.wait(lambda: shown().counts == (0, 0, 0))


def step(ui: AntekirtUser) -> str:
    """Press the arrow; gives what keeps it from showing another picture."""
    with ui.override("WINDOW"):
        try:
            bpy.ops.antekirt.next_variant("INVOKE_DEFAULT", True)
        except RuntimeError as error:
            return str(error)
    return ""


def choices() -> set[tuple[int, int]]:
    """Give which variant of how many the cards say that there is."""
    return set(shown().jobs.variants.values())


def test_from_four_on_there_is_a_grid(ui: AntekirtUser) -> Steps:
    for prompt in ("an owl", "a hare", "a stag"):
        yield from make(ui, prompt)
    yield from ui.wait(lambda: shown().counts == (0, 0, 3))
    hare = next(job for job in ui.jobs if job.prompt == "a hare")
    yield from ui.press(f'pick_result(job_id="{hare.id}")')
    yield from ui.wait(lambda: shown().jobs.picked == hare.id)
    yield 0.5
    yield from ui.screenshot("picked")


def test_a_picture_is_looked_at_large(ui: AntekirtUser) -> Steps:
    images = len(bpy.data.images)
    yield from ui.press("antekirt.enlarge(job_id=")  # not the artist's portrait
    yield from ui.wait(large_pictures)
    yield 0.5
    yield from ui.screenshot("large")
    assert max(large_pictures()[0].image_size) > 400
    assert len(bpy.data.images) == images, "it leaves nothing in the file"
    yield from ui.key("ESC")


def test_what_was_cancelled_is_waited_for_again(ui: AntekirtUser) -> Steps:
    ui.sandbox.settings(image_delay=LONG)
    for prompt in ("a lynx", "a mole"):
        yield from begin(ui, prompt)
    yield from ui.press("antekirt.cancel_all")
    yield 0.5
    yield from ui.screenshot("cancel-all")
    assert shown().counts[0] == 2, "it asks first"
    yield from ui.key("RET")
    yield from ui.wait(lambda: shown().counts[:2] == (0, 2))
    mole = ui.jobs[-1].id
    yield from ui.hover("antekirt.wait_again")
    yield from ui.screenshot("cancelled")
    yield from ui.press(f'wait_again(job_id="{mole}")')
    yield from ui.wait(lambda: shown().counts[:2] == (1, 1))
    ui.sandbox.skip(LONG)
    yield from ui.wait(lambda: ui.jobs[-1].waits_for_import)
    assert len(ui.sandbox.ledger()) == 8
    yield from ui.press("antekirt.dismiss_all(cards='RESULTS'")  # a notice can be dismissed, too
    yield from ui.wait(lambda: not shown().jobs.results.total)


def test_all_of_many_can_be_reached(ui: AntekirtUser) -> Steps:
    """Of twenty under way and twenty results each one is on a page."""
    jobs, session = part("jobs.job"), part("operators.job_session").session()
    made = [
        jobs.Job(jobs.Kind.IMAGE, {}, session.service, state=state, prompt=f"{state} {number}")
        for state in (jobs.State.RUNNING, jobs.State.READY)
        for number in range(20)
    ]
    session.jobs |= {job.id: job for job in made}
    session.version += 1
    yield from ui.wait(lambda: shown().counts[0::2] == (20, 20))
    reached = {job.id for job in (*shown().running, *shown().jobs.results.jobs)}
    for listing in ("running", "results"):
        yield from ui.press(f"turn_job_page(listing='{listing.upper()}', by=12)")
        yield from ui.wait(lambda: page(listing).first == 12)  # noqa: B023 - in this turn
        reached |= {job.id for job in page(listing).jobs}
    yield from ui.screenshot("last-page")
    assert reached == {job.id for job in made}


def results() -> list[Any]:
    return [obj for obj in bpy.context.scene.objects if "antekirt_kind" in obj]


def make(ui: AntekirtUser, prompt: str) -> Steps:
    yield from begin(ui, prompt, "ready")


def begin(ui: AntekirtUser, prompt: str, state: str = "running") -> Steps:
    known = len(ui.jobs)
    chosen: Any = bpy.context.scene.antekirt
    chosen.prompt = prompt
    with ui.override("WINDOW"):
        bpy.ops.antekirt.generate_image("INVOKE_DEFAULT", import_as="NONE", then=set(), shown_price=3)
    yield from ui.wait(lambda: len(ui.jobs) > known and ui.jobs[-1].state == state)


def part(name: str) -> Any:
    return importlib.import_module(f"{ADDON}.{name}")


def shown() -> Any:
    return part("ui.snapshot").current()


def page(listing: str) -> Any:
    return getattr(shown().jobs, listing)


def large_pictures() -> list[Any]:
    kind = part("ui.enlarged_picture").EnlargedPictures
    return list(part("operators.runtime").state(kind).previews.values())


def there(ui: AntekirtUser) -> str:
    """What the newest result's card says of where it is."""
    found = shown().jobs.whereabouts.get(ui.jobs[-1].id) if ui.jobs else None
    return str(part("ui.whereabouts_text").text(found)) if found else ""


def says(ui: AntekirtUser, *texts: str) -> Steps:
    """Make sure that the panel draws some texts, where this Blender can be asked for them."""
    if panel_watch.CAN_READ_TEXTS:
        with panel_watch.drawn_texts("ANTEKIRT_PT_jobs", "VIEW_3D") as drawn:
            ui.region().tag_redraw()
            yield 0.5
        assert drawn.issuperset(texts), drawn
