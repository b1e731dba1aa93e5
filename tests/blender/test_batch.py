# SPDX-License-Identifier: GPL-3.0-or-later
"""A batch on the command line: one press for the rows of a file, and none is paid for twice."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

    Cli = Callable[..., tuple[int, str, str]]

PACKAGE = "bl_ext.user_default.antekirt"


@pytest.fixture
def artists(service: Sandbox) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = service.call("GET", "/artists?limit=8").json["data"]
    return listed


def charged(service: Sandbox) -> list[str]:
    return sorted(charge["body"]["prompt"] for charge in service.ledger())


def write(folder: Path, *rows: str, name: str = "rows.csv") -> str:
    path = folder / name
    path.write_text("\n".join(("prompt;artist;object;import_as", *rows)))
    return str(path)


def test_each_row_goes_where_it_says(
    cli: Cli, service: Sandbox, artists: list[dict[str, Any]], tmp_path: Path
) -> None:
    one, two = artists[:2]
    bpy.ops.mesh.primitive_cylinder_add()
    bpy.context.object.name = "Barrel"
    bpy.ops.object.select_all(action="DESELECT")
    file = write(
        tmp_path,
        f"oak staves, wet;{one['name']};Barrel;material",
        f"a hen;{two['id']};;PLANE",
        '"a sign: ""inn""";;;',
    )
    code, out, _ = cli("batch", file, "--artist", one["id"], "--dry-run", "--json")
    told = json.loads(out)
    assert (code, told["price"], told["balance"], charged(service)) == (0, 9, 500, [])
    assert [(row["row"], row["artist_name"], row["object"], row["import_as"]) for row in told["rows"]] == [
        (2, one["name"], "Barrel", "MATERIAL"),
        (3, two["name"], "", "PLANE"),
        (4, one["name"], "", "NONE"),
    ]
    code, _, line = cli("batch", file, "--artist", one["id"], "--max-credits", "8")
    assert (code, line) == (
        1,
        "antekirt: This takes 9 credits, and --max-credits allows 8. Nothing was sent.",
    )
    assert charged(service) == []
    out_file = tmp_path / "out.blend"
    code, out, _ = cli("batch", file, "--artist", one["id"], "--json", "--output", str(out_file))
    rows = json.loads(out)
    assert (code, [row["state"] for row in rows], [row["row"] for row in rows]) == (
        0,
        ["ready"] * 3,
        [2, 3, 4],
    )
    assert charged(service) == ["a hen", 'a sign: "inn"', "oak staves, wet"]
    bpy.ops.wm.open_mainfile(filepath=str(out_file))
    (material,) = bpy.data.objects["Barrel"].data.materials
    assert material["antekirt_prompt"] == "oak staves, wet"
    (plane,) = (obj for obj in bpy.data.objects if obj.get("antekirt_prompt") == "a hen")
    assert plane["antekirt_artist_id"] == two["id"]


def pressed(
    part: Callable[[str], Any], rows: Any, source: str, artist: str = "", at_once: int = 3, **how: bool
) -> Any:
    """What a press for these rows is to send."""
    session, batch_plan = part("operators.job_session").session(), part("operators.batch_plan")
    choices = batch_plan.BatchChoices(artist, "IMAGE", at_once, {}, source)
    session.learn_account()
    part("operators.batch_artist").learn(session, batch_plan.meant(rows, choices))
    return part("operators.batch_past").find_rest(
        session,
        lambda batch: batch_plan.plan(bpy.context, rows, choices, batch),
        source,
        **{"resume": False, "failed": False, "anew": False} | how,
    )


@pytest.mark.one_blender
def test_rows_that_cannot_be_sent_are_named_and_nothing_is_sent(
    cli: Cli, service: Sandbox, artists: list[dict[str, Any]], tmp_path: Path
) -> None:
    name = artists[0]["name"]
    file = write(
        tmp_path,
        f"a fox;{name};;PLANE",
        f";{name};;PLANE",
        "a fox;nobody at all;;PLANE",
        "a fox;a;;PLANE",
        f"a fox;{name};Gone;MATERIAL",
        f"a fox;{name};;CUBISM",
        f"{'x' * 2001};{name};;",
        "a fox;;;",
        f"a fox;{service.deleted_artist_id};;",
        f"a fox;{name};;MATERIAL",
    )
    code, out, line = cli("batch", file)
    assert (code, out, charged(service)) == (1, "", [])
    for told in (
        "Row 3: The prompt is empty",
        "Row 4: No artist is called “nobody at all”.",
        "Row 5: “a” may be",
        "Row 6: There is no object “Gone” in the scene.",
        "Row 7: A result of the kind image cannot become CUBISM",
        "Row 8: The prompt has 2001 characters",
        "Row 9: It names no artist",
        f"Row 10: There is no artist with the id {service.deleted_artist_id}.",
        "Row 11: Select a mesh",
    ):
        assert told in line
    assert "Row 2" not in line


@pytest.mark.one_blender
def test_after_a_restart_resume_sends_what_was_not_and_pays_nothing_twice(
    cli: Cli, service: Sandbox, artists: list[dict[str, Any]], part: Callable[[str], Any], tmp_path: Path
) -> None:
    service.settings(image_delay=600)
    file = write(tmp_path, *(f"row {number};{artists[0]['id']};;" for number in range(5)))
    verb = ("batch", file, "--json", "--import-as", "IMAGE")
    source = part("operators.generate_batch").source_of(file)
    rows = part("jobs.batch_file").read_file(Path(file))
    part("operators.batch_press").send(pressed(part, rows, source, at_once=2))
    session = part("operators.job_session").session()
    session.wait_until(lambda: sum(job.state == "running" for job in session.jobs.values()) == 2)
    for turn in (bpy.ops.preferences.addon_disable, bpy.ops.preferences.addon_enable):
        turn(module=PACKAGE)
    part("operators.job_session").session().poll_policy = session.poll_policy
    assert len(service.ledger()) == 2
    service.skip(600)
    service.settings(image_delay=0.05)
    code, out, line = cli(*verb)
    assert (code, " of 5 rows are still open. Resume it" in line) == (1, True), line
    code, out, line = cli(*verb, "--resume", "--max-credits", "8")
    assert (code, "This takes 9 credits" in line) == (1, True), line
    code, out, _ = cli(*verb[:-1], "PLANE", "--resume", "--dry-run")
    assert (code, json.loads(out)["would_send"]) == (0, "3 images of 5 rows"), "of other imports none is paid"
    assert len(service.ledger()) == 2
    code, out, _ = cli(*verb, "--resume", "--max-credits", "9")
    rows = json.loads(out)
    assert (code, [row["state"] for row in rows], [row["row"] for row in rows]) == (
        0,
        ["ready"] * 5,
        [2, 3, 4, 5, 6],
    )
    assert charged(service) == [f"row {number}" for number in range(5)]
    assert len({image["antekirt_generation_id"] for image in bpy.data.images}) == 5
    code, out, _ = cli(*verb, "--resume", "--max-credits", "0")
    assert (code, len(json.loads(out)), len(bpy.data.images)) == (0, 5, 5), "nothing is left to be done"


@pytest.mark.one_blender
def test_what_failed_is_listed_and_sent_again_alone(
    cli: Cli, service: Sandbox, artists: list[dict[str, Any]], tmp_path: Path
) -> None:
    artist = artists[0]["id"]
    service.settings(credits={"main": 8})
    file = write(tmp_path, f"a fox;{artist};;", f"a hen [fail];{artist};;")
    code, out, line = cli("batch", file, "--json")
    assert (code, [row["state"] for row in json.loads(out)]) == (1, ["ready", "failed"])
    assert line.startswith("antekirt: 1 of 2 results have come, for 6 credits. Row 3: ")
    assert line.endswith(" --resume --retry-failed sends it again.")
    code, _, line = cli("batch", file)
    assert (code, "not over: 1 of 2 rows are still open." in line) == (1, True), "or the fox were paid again"
    code, _, line = cli("batch", file, "--resume")
    assert (code, charged(service)) == (1, ["a fox", "a hen [fail]"])
    code, _, line = cli("batch", file, "--resume", "--retry-failed")
    assert (code, "Insufficient credits: you have 2, this takes 3." in line) == (1, True)
    service.settings(credits={"main": 3})
    code, out, line = cli("batch", file, "--resume", "--retry-failed", "--max-credits", "3", "--json")
    assert (code, [row["state"] for row in json.loads(out)]) == (1, ["ready", "failed"])
    assert charged(service) == ["a fox", *["a hen [fail]"] * 2]


@pytest.mark.one_blender
def test_what_was_refused_for_want_of_credits_is_sent_by_resume(
    cli: Cli, service: Sandbox, artists: list[dict[str, Any]], tmp_path: Path
) -> None:
    """Somebody else on the account has spent them since the press."""
    service.fault({"kind": "answer", "status": 402}, method="POST", path="*/image", times=1)
    file = write(tmp_path, *(f"row {number};{artists[0]['id']};;" for number in range(3)))
    code, _, _ = cli("batch", file, "--at-once", "1", "--json")
    assert (code, charged(service)) == (1, [])
    write(tmp_path, *(f"{prompt};{artists[0]['id']};;" for prompt in ("row 0", "another", "row 2")))
    code, out, _ = cli("batch", file, "--resume", "--json")
    assert (code, [row["prompt"] for row in json.loads(out)]) == (0, ["row 0", "another", "row 2"])
    assert charged(service) == ["another", "row 0", "row 2"], "a row that was changed is a new one"


@pytest.mark.one_blender
def test_two_who_press_for_the_same_at_the_same_moment_send_the_same(
    service: Sandbox, artists: list[dict[str, Any]], part: Callable[[str], Any]
) -> None:
    """Whoever writes it first sends it; the jobs of the other are there already."""
    session, past = part("operators.job_session").session(), part("operators.batch_past")
    rows = part("jobs.batch_file").read_lines("a fox\na fox\na hen [fail]")
    press = partial(pressed, part, rows, "/rows.txt", artists[0]["id"])
    one, other = press(), press()
    ids = [job.id for job in one.new]
    assert (ids, len(set(ids))) == ([job.id for job in other.new], 3)
    part("operators.batch_press").send(one)
    part("operators.batch_press").send(other)
    session.wait_until_settled()
    assert charged(service) == ["a fox", "a fox", "a hen [fail]"]
    one, other, anew = (press(**how) for how in [{"resume": True, "failed": True}] * 2 + [{"anew": True}])
    (again,), (same,) = one.new, other.new
    assert again.id == same.id != ids[2]
    assert {job.id for job in anew.new}.isdisjoint([*ids, again.id])
    failed = session.jobs[ids[2]]
    ready = replace(again, state=session.jobs[ids[0]].state)
    assert past.latest([failed, ready]) == past.latest([ready, failed]) == [ready]
    assert press(resume=True).to_send == [], "what failed is paid again only if so asked"
    refused = replace(failed, problem=part("jobs.problem").STOPPED)
    assert (past.has_failed(failed), past.has_failed(refused), past.is_unsent(refused)) == (True, False, True)
    session.jobs[failed.id] = replace(failed, state=part("jobs.job").State.RUNNING, elsewhere=True)
    with pytest.raises(part("scene.error").SceneError, match="Another running Blender is at work"):
        press(resume=True)
    session.jobs |= {job_id: replace(session.jobs[job_id], account="another") for job_id in ids}
    assert past.earlier(session, "/rows.txt") == [], "what another account has begun is not ours"


@pytest.mark.one_blender
def test_what_was_never_answered_is_looked_for_before_it_is_sent_again(
    cli: Cli, service: Sandbox, artists: list[dict[str, Any]], tmp_path: Path
) -> None:
    service.fault({"kind": "answer", "status": 503}, method="POST", path="*/image", times=2)
    file = write(tmp_path, *(f"row {number};{artists[0]['id']};;" for number in range(2)))
    code, out, line = cli("batch", file, "--json")
    assert (code, [row["state"] for row in json.loads(out)]) == (1, ["absent", "absent"]), "though none came"
    assert line.endswith("--resume --retry-failed sends it again.")
    code, out, line = cli("batch", file, "--resume", "--json")
    assert (code, len(json.loads(out)), charged(service)) == (1, 2, [])
    assert (cli("batch", file, "--resume", "--retry-failed")[0], charged(service)) == (0, ["row 0", "row 1"])


@pytest.mark.one_blender
def test_when_the_service_takes_more_than_told_no_further_row_is_sent(
    cli: Cli, service: Sandbox, artists: list[dict[str, Any]], tmp_path: Path
) -> None:
    more = {"kind": "replace", "pointer": "/creditsUsed", "value": 6}
    service.fault(more, method="POST", path="*/image", times=1)
    file = write(tmp_path, *(f"row {number};{artists[0]['id']};;" for number in range(3)))
    code, out, line = cli("batch", file, "--at-once", "1", "--max-credits", "9", "--json")
    assert (code, [row["state"] for row in json.loads(out)]) == (1, ["ready", "unsent", "unsent"])
    assert line.endswith("--resume sends what was not sent.")
    assert charged(service) == ["row 0"]


@pytest.mark.one_blender
def test_options_that_say_nothing_are_wrong_use(cli: Cli, service: Sandbox, tmp_path: Path) -> None:
    file = write(tmp_path, "a fox;1;;")
    for options in (("--retry-failed",), ("--resume", "--anew")):
        assert cli("batch", file, *options)[0] == 2
    assert "No batch of this was begun here" in cli("batch", file, "--resume", "--artist", "1")[2]
    assert service.ledger() == []


def test_rows_for_several_inputs_of_one_material(
    cli: Cli,
    service: Sandbox,
    artists: list[dict[str, Any]],
    part: Callable[[str], Any],
    tmp_path: Path,
) -> None:
    bpy.ops.mesh.primitive_cube_add()
    bpy.context.object.name = "Barrel"
    oak = bpy.data.materials.new("oak")
    part("scene.compat").node_tree(oak)
    bpy.context.object.data.materials.append(oak)
    rows = [
        {
            "prompt": f"oak {name}",
            "object": "Barrel",
            "import_as": "MATERIAL",
            "socket": name,
            "tile_size": "0,5",
        }
        for name in ("Base Color", "Roughness")
    ]
    file = tmp_path / "rows.jsonl"
    bad = rows[0] | {"socket": "Sparkle"}, rows[0] | {"projection": "ROUND"}, rows[0] | {"no_repeat": "maybe"}
    file.write_text("\n".join(map(json.dumps, bad)))
    code, _, line = cli("batch", str(file), "--artist", artists[0]["id"])
    assert (code, "Row 1: " in line, "Row 3: “maybe” is no value of no_repeat" in line) == (1, True, True), (
        line
    )
    assert "Row 2: “ROUND” is no value of projection: it can be AUTO, UV" in line
    file.write_text("\n".join(map(json.dumps, rows)))
    assert cli("batch", str(file), "--artist", artists[0]["id"])[0] == 0
    shader = next(node for node in oak.node_tree.nodes if node.type == "BSDF_PRINCIPLED")
    assert all(shader.inputs[name].is_linked for name in ("Base Color", "Roughness"))
    assert list(bpy.data.objects["Barrel"].data.materials) == [oak]
    assert len(service.ledger()) == 2


# In a script


def generate(**properties: Any) -> set[str]:
    outcome: set[str] = bpy.ops.antekirt.generate_batch(**properties)
    return outcome


def test_each_selected_object_has_its_own_picture(service: Sandbox, artists: list[dict[str, Any]]) -> None:
    wood = bpy.data.materials.new("old_oak.002")
    for name in ("Barrel", "Barrel.001", "Chair"):
        bpy.ops.mesh.primitive_cube_add(location=(len(name), 0, 0))
        bpy.context.object.name = name
        bpy.context.object.data.materials.append(wood)
    bpy.ops.object.select_all(action="SELECT")
    asked = {"source": "OBJECTS", "artist": artists[0]["name"], "import_as": "MATERIAL"}
    with pytest.raises(RuntimeError, match=r"\{colour\} means nothing here"):
        generate(prompt="{name}, {colour}", **asked)
    assert generate(prompt="{name}, weathered {material}", **asked) == {"FINISHED"}
    assert charged(service) == [*["Barrel, weathered old oak"] * 2, "Chair, weathered old oak"]
    shown = {obj.name: obj.material_slots[0].material for obj in bpy.data.objects}
    assert len(set(shown.values())) == 3
    assert all(
        material["antekirt_prompt"].startswith(name.partition(".")[0]) for name, material in shown.items()
    )


@pytest.mark.one_blender
def test_the_lines_of_a_text_and_what_failed_of_them(
    service: Sandbox, artists: list[dict[str, Any]], part: Callable[[str], Any]
) -> None:
    service.settings(credits={"main": 9})
    bpy.data.texts.new("Rows").write("a fox\n\na hen [fail]\n")
    assert generate(source="TEXT", text="Rows", artist=artists[0]["id"], import_as="PLANE") == {"FINISHED"}
    (batch,) = {job.batch for job in part("operators.job_session").session().jobs.values()}
    resume = bpy.ops.antekirt.resume_batch
    assert resume(batch=batch) == {"FINISHED"}
    assert charged(service) == ["a fox", "a hen [fail]"], "what failed was paid for, and is not sent unasked"
    with pytest.raises(RuntimeError, match="0 of 1 results have come"):
        resume(batch=batch, retry_failed=True)
    assert charged(service) == ["a fox", *["a hen [fail]"] * 2]
    with pytest.raises(RuntimeError, match="you have 0, this takes 3"):
        resume(batch=batch, retry_failed=True)
    with pytest.raises(RuntimeError, match="There is no such batch"):
        resume(batch="none")
    (plane,) = (obj for obj in bpy.data.objects if obj.type == "MESH")
    assert plane["antekirt_prompt"] == "a fox"


@pytest.mark.one_blender
def test_who_stops_waiting_pays_for_no_further_row(
    service: Sandbox,
    artists: list[dict[str, Any]],
    part: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = part("operators.job_session").session()

    def interrupt() -> None:
        if "running" in {job.state for job in session.jobs.values()}:
            raise KeyboardInterrupt

    service.settings(image_delay=600)
    bpy.data.texts.new("Rows").write("a fox\na hen\nan owl\n")
    monkeypatch.setattr(session, "check_wait", interrupt)
    with pytest.raises(RuntimeError, match="No longer waiting"):
        generate(source="TEXT", text="Rows", artist=artists[0]["id"], at_once=1)
    monkeypatch.undo()
    session.wait_until(lambda: sum(job.state == "unsent" for job in session.jobs.values()) == 2)
    told = part("cli.wait_limit").WaitLimit(1).told(session.jobs.values())
    assert "3 credits stay taken." in told
    assert "Not sent, and nothing charged: image “a hen”, image “an owl”." in told
    service.skip(600)
    session.wait_until_settled()
    assert charged(service) == ["a fox"]


@pytest.mark.one_blender
def test_between_two_rows_it_can_be_stopped_and_the_rest_is_sent_by_one_press(
    service: Sandbox, artists: list[dict[str, Any]], part: Callable[[str], Any]
) -> None:
    session, batch_plan = part("operators.job_session").session(), part("operators.batch_plan")
    rows = part("jobs.batch_file").read_lines("a fox\na hen\nan owl")
    choices = batch_plan.BatchChoices(artists[0]["id"], "IMAGE", 1, {})
    part("operators.batch_artist").learn(session, batch_plan.meant(rows, choices))
    service.settings(image_delay=600)
    jobs = batch_plan.plan(bpy.context, rows, choices, "b")
    session.start(jobs)
    session.wait_until(lambda: session.jobs[jobs[0].id].state == "running")
    bpy.ops.antekirt.stop_batch(batch="b")
    session.wait_until(lambda: [session.jobs[job.id].state for job in jobs[1:]] == ["unsent"] * 2)
    (shown,) = part("ui.batch_listing").shown_batches(session.jobs.values())
    assert (shown.count, shown.came, shown.queued, shown.failed) == (3, 0, 0, 0)
    assert (shown.unsent, shown.to_send) == (2, 6)
    service.skip(600)
    service.settings(image_delay=0.05)
    session.wait(jobs[0].id)
    assert charged(service) == ["a fox"]
    assert bpy.ops.antekirt.resume_batch(batch="b") == {"FINISHED"}
    assert charged(service) == ["a fox", "a hen", "an owl"]
    assert {image["antekirt_prompt"] for image in bpy.data.images} == {"a fox", "a hen", "an owl"}
    assert part("ui.batch_listing").shown_batches(session.jobs.values()) == ()
