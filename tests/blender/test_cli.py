# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: what it prints where, and how it exits."""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.conftest import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sandbox.client import Sandbox

TARGET = Path(__file__).with_name("cli_target.py")


def test_the_whole_way(cli: Callable[..., tuple[int, str, str]], artist_id: str, tmp_path: Path) -> None:
    file = tmp_path / "fox.blend"
    code, out, _ = cli(
        "image", "--json", "--artist", artist_id, "a fox", "--import-as", "PLANE", "--output", str(file)
    )
    image = json.loads(out)
    assert (code, image["state"], image["credits_used"]) == (0, "ready", 3)
    assert bpy.data.filepath == str(file)
    assert [found.name for found in tmp_path.glob("*.blend*")] == ["fox.blend"]
    assert list((tmp_path / "antekirt").iterdir())
    bpy.ops.wm.open_mainfile(filepath=str(file))
    (plane,) = (obj for obj in bpy.data.objects if obj.type == "MESH")
    assert plane["antekirt_generation_id"] == image["generation_id"]

    code, out, _ = cli("svg", "--json", image["generation_id"], "--import-as", "CURVES")
    assert (code, json.loads(out)["kind"]) == (0, "svg")
    code, out, _ = cli("video", "--json", image["generation_id"], "slowly", "--duration", "2", "--fps", "12")
    assert (code, json.loads(out)["credits_used"]) == (0, 25)

    code, out, _ = cli("history", "--json", "--limit", "1")
    assert [row["id"] for row in json.loads(out)] == [image["generation_id"]]
    code, out, _ = cli("credits")
    assert code == 0
    assert out.splitlines()[0].split() == ["artist", "name", "works"]
    assert image["artist_name"][:40] in out  # long ones are cut


@pytest.mark.one_blender
def test_several_artists_and_pictures(
    cli: Callable[..., tuple[int, str, str]],
    part: Callable[[str], Any],
    service: Sandbox,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    one, two = (artist["id"] for artist in service.call("GET", "/artists?limit=2").json["data"])
    options = ("image", "a fox", "--count", "2", "--json")
    code, out, err = cli(*options, "--artist", one, "--artist", two)
    rows = json.loads(out)
    assert (code, len({row["generation_id"] for row in rows})) == (0, 4)
    assert [row["state"] for row in rows] == ["ready"] * 4
    assert len(service.ledger()) == 4

    file = tmp_path / "fox.blend"
    gone = service.deleted_artist_id
    code, out, err = cli(
        *options, "--artist", gone, "--artist", one, "--import-as", "PLANE", "--output", str(file)
    )
    rows = json.loads(out)
    assert (code, [row["state"] for row in rows]) == (1, ["failed", "failed", "ready", "ready"])
    assert err.startswith(
        f"antekirt: 2 of 4 results have come, for 6 credits. {gone}: The service says: Artist"
    )
    assert (file.exists(), len(service.ledger())) == (True, 6)

    code, out, err = cli(*options, "--artist", gone)
    assert (code, out, "0 of 2 results have come, for 0 credits" in err) == (1, "", True)
    seven = [part for number in range(7) for part in ("--artist", str(number))]
    assert cli(*options, *seven)[::2] == (1, "antekirt: At most 6 artists can be asked at once, not 7.")
    assert cli(*options[:2], "--artist", one, "--count", "10")[0] == 2
    service.settings(credits={"main": 11})
    assert part("cli").main([*options, "--artist", one, "--artist", two]) == 1
    assert capfd.readouterr().err.count("4 images: 12 credits\n") == 1
    assert len(service.ledger()) == 6


@pytest.mark.one_blender
def test_what_is_on_disk_is_imported_without_a_key(
    cli: Callable[..., tuple[int, str, str]], artist_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = cli("image", "--json", "--artist", artist_id, "a fox")
    image = json.loads(out)
    monkeypatch.setenv("ANTEKIRT_API_KEY", "")
    file = tmp_path / "fox.blend"
    code, out, _ = cli(
        "import", "--json", image["generation_id"], "--import-as", "PLANE", "--output", str(file)
    )
    assert code == 0
    assert json.loads(out)["files"] == image["files"]
    bpy.ops.wm.open_mainfile(filepath=str(file))
    assert [obj["antekirt_prompt"] for obj in bpy.data.objects] == ["a fox"]
    code, _, err = cli("import", image["generation_id"], "--kind", "svg")
    assert (code, "API key" in err) == (1, True)


@pytest.mark.one_blender
@pytest.mark.parametrize(
    ("verb", "path", "headings"),
    [
        ("artists", "/artists?limit=9&order=name&direction=ASC", ["id", "name", "tags", "models", "row"]),
        ("models", "/models?limit=9", ["id", "name", "artist", "name", "service", "type"]),
        (
            "history",
            "/generations?limit=9",
            ["id", "created", "at", "status", "outputs", "artist", "name", "prompt"],
        ),
    ],
)
def test_a_list_of_the_service_is_a_table_or_json(
    cli: Callable[..., tuple[int, str, str]], service: Sandbox, verb: str, path: str, headings: list[str]
) -> None:
    entities = service.call("GET", path).json["data"]
    assert len(entities) == 9
    code, out, _ = cli(verb, "--limit", "9")
    first, *rows = out.splitlines()
    assert (code, first.split()) == (0, headings)
    assert [row.split()[0] for row in rows] == [entity["id"] for entity in entities]
    code, out, _ = cli(verb, "--limit", "9", "--json")
    assert (code, [row["id"] for row in json.loads(out)]) == (0, [entity["id"] for entity in entities])


@pytest.mark.one_blender
def test_the_account_is_lines_or_json(cli: Callable[..., tuple[int, str, str]], service: Sandbox) -> None:
    account = service.call("GET", "/account/me").json["data"]
    code, out, _ = cli("account", "--json")
    shown = json.loads(out)
    assert (code, shown["id"], shown["email"], shown["credits"]) == (0, account["id"], account["email"], 500)
    code, out, _ = cli("account")
    assert (code, out.splitlines()[:2]) == (
        0,
        [f"id                   {account['id']}", f"email                {account['email']}"],
    )


@pytest.mark.one_blender
def test_with_nothing_under_way_there_is_nothing_to_resume(
    cli: Callable[..., tuple[int, str, str]],
) -> None:
    assert cli("resume")[:2] == (0, "generation id  kind  state  prompt  problem\n")
    assert cli("resume", "--json")[:2] == (0, "[]\n")


@pytest.mark.one_blender
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["paint"], "invalid choice: 'paint'"),
        (["image", "a fox"], "the following arguments are required: --artist"),
        (["artists", "--limit", "0"], "must be a whole number 1 or more, not 0"),
        (["video", "g", "x", "--duration", "60"], "must be a whole number from 2 to 10, not 60"),
        (["video", "g", "x", "--fps", "fast"], "must be a whole number from 12 to 60, not fast"),
        (["resume", "--timeout", "0"], "must be a number of seconds above 0, not 0"),
        (["image", "--artist", "a", "x", "--timeout", "nan"], "must be a number of seconds above 0, not nan"),
        (["svg", "g", "--image-index", "-1"], "must be a whole number 0 or more, not -1"),
        (["image", "--artist", "a", "a fox \udcff"], "argument prompt: not in UTF-8"),
        (["artists", "--search", "\udcff"], "argument search: not in UTF-8"),
    ],
)
def test_wrong_use_exits_with_2(
    cli: Callable[..., tuple[int, str, str]], arguments: list[str], expected: str, service: Sandbox
) -> None:
    code, out, err = cli(*arguments)
    assert (code, out) == (2, "")
    assert expected in err
    assert service.ledger() == []


@pytest.mark.one_blender
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["svg", "g"], "antekirt: The generation id must be a full UUID, not “g”."),
        (
            ["image", "--artist", "00000000-0000-4000-8000-000000000000", "x"],
            "antekirt: The service says: Artist not found.",
        ),
    ],
)
def test_a_failure_is_one_line_and_exits_with_1(
    cli: Callable[..., tuple[int, str, str]], arguments: list[str], expected: str
) -> None:
    code, out, err = cli(*arguments)
    assert (code, out) == (1, "")
    assert err.startswith(expected)


@pytest.mark.parametrize(
    "what", ["the service refuses it", "the connection is refused", "it is not waited for"]
)
def test_a_file_stays_as_it_was_until_there_is_a_result(
    cli: Callable[..., tuple[int, str, str]], service: Sandbox, artist_id: str, tmp_path: Path, what: str
) -> None:
    file = tmp_path / "fox.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(file))
    before = file.read_bytes()
    bpy.ops.mesh.primitive_cube_add()
    arguments = ["image", "--artist", artist_id, "a fox", "--output", str(file)]
    if what == "the service refuses it":
        service.settings(credits={"main": 0})
    elif what == "the connection is refused":
        service.fault({"kind": "answer", "status": 403}, method="POST")
    else:
        service.settings(image_delay=600)
        arguments += ["--timeout", "0.5"]
    assert cli(*arguments)[0] == 1
    assert file.read_bytes() == before
    assert [found.name for found in tmp_path.glob("**/*.blend*")] == ["fox.blend"]


@pytest.mark.one_blender
def test_what_cannot_be_saved_is_not_paid_for(
    cli: Callable[..., tuple[int, str, str]], service: Sandbox, artist_id: str, tmp_path: Path
) -> None:
    for name in ("missing/fox.blend", "."):
        code, _, line = cli("image", "--artist", artist_id, "a fox", "--output", str(tmp_path / name))
        assert code == 1
        assert "cannot be saved" in line
    assert service.ledger() == []


@pytest.mark.one_blender
def test_without_a_key_it_says_so(
    cli: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTEKIRT_API_KEY", "")
    code, out, err = cli("account")
    assert (code, out) == (1, "")
    assert "API key" in err


@pytest.mark.one_blender
def test_after_the_loss_of_the_journal_resume_waits_for_the_list(
    cli: Callable[..., tuple[int, str, str]],
    service: Sandbox,
    part: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ANTEKIRT_API_KEY", service.poor_api_key)
    folder = part("operators.job_session").session().results_folder
    folder.prepare()
    folder.journal_path.write_bytes(b"junk" * 500)
    service.fault({"kind": "answer", "status": 401}, path="*/generations", times=None)
    code, out, err = cli("resume")
    assert (code, out.count("\n")) == (1, 1)
    assert err.startswith("antekirt: Not all jobs could be finished.")
    service.clear_faults()
    service.fault({"kind": "delay", "seconds": 0.7}, path="*/generations")
    code, out, err = cli("resume", "--json")
    (generation,) = service.call("GET", "/generations", key=service.poor_api_key).json["data"]
    assert {(row["generation_id"], row["state"]) for row in json.loads(out)} == {(generation["id"], "ready")}
    assert (code, err) == (0, "Info: All jobs are finished")


@pytest.mark.one_blender
def test_what_was_never_sent_is_told_with_its_price_and_sent_when_asked_for(
    cli: Callable[..., tuple[int, str, str]], service: Sandbox, artist_id: str, part: Callable[[str], Any]
) -> None:
    jobs, folder = part("jobs.job"), part("operators.job_session").session().results_folder
    folder.prepare()
    journal = part("jobs.journal").Journal(folder.journal_path)
    for prompt in ("one", "two"):
        request = {"artist_id": artist_id, "prompt": prompt}
        journal.save(jobs.Job(jobs.Kind.IMAGE, request, service.base_url, prompt=prompt), "gone")
    journal.close()
    code, out, line = cli("resume", "--json")
    assert (code, {row["state"] for row in json.loads(out)}) == (1, {"unsent"})
    assert line == "antekirt: Never sent: 2. Send with resume --submit-unsent for 6 credits."
    assert service.ledger() == []
    dry, limited = cli("resume", "--json", "--submit-unsent", "--dry-run"), ("--max-credits", "5")
    assert (dry[0], json.loads(dry[1])["price"]) == (0, 6)
    assert cli("resume", "--submit-unsent", *limited)[0] == 1
    assert service.ledger() == []
    code, out, _ = cli("resume", "--json", "--submit-unsent")
    assert (code, {row["state"] for row in json.loads(out)}) == (0, {"ready"})
    assert len(service.ledger()) == 2


# Waiting no longer


@contextmanager
def blender_with(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A Blender of its own that carries out a verb."""
    with subprocess.Popen(
        [sys.executable, str(TARGET), PACKAGE, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def interrupted(
    service: Sandbox, method: str, path: str, *arguments: str, written: Callable[[], bool] = lambda: True
) -> tuple[int, str]:
    """Press Ctrl-C once when the service has such a request, and what came of it is written; exit code and
    last line of error."""
    service.forget_requests()
    with blender_with(*arguments) as process:
        end = time.monotonic() + 30
        while (
            not any((r["method"], r["path"]) == (method, path) for r in service.requests()) or not written()
        ):
            assert time.monotonic() < end
            time.sleep(0.05)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        return process.returncode, err.strip().rpartition("\n")[2]


def journal_of(part: Callable[[str], Any]) -> list[Any]:
    """The jobs as they are written on the disk."""
    journal = part("jobs.journal").Journal(
        part("operators.job_session").session().results_folder.journal_path
    )
    try:
        return list(journal.recent(10))
    finally:
        journal.close()


@contextmanager
def time_begins_with_the_work(part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever --timeout says is over when a job is under way at the service, and no sooner."""
    running = part("operators.job_session").running

    def now() -> float:
        jobs = running().jobs.values() if running() else ()
        return 1000.0 if any(job.state == "running" for job in jobs) else 0.0

    with monkeypatch.context() as patch:
        patch.setattr(part("cli.wait_limit"), "time", SimpleNamespace(monotonic=now))
        yield


@pytest.mark.one_blender  # the signal is Python's
def test_ctrl_c_tells_what_goes_on_and_resume_goes_on_with_it(
    cli: Callable[..., tuple[int, str, str]], service: Sandbox, artist_id: str, part: Callable[[str], Any]
) -> None:
    service.settings(image_delay=600)
    told = interrupted(
        *(service, "POST", "/api/v1/generations/image", "image", "--artist", artist_id, "a fox"),
        written=lambda: [job.state for job in journal_of(part)] == ["running"],
    )
    line = "Stopped. Under way: image “a fox”. 3 credits stay taken. The verb resume goes on from here."
    assert told == (130, f"antekirt: {line}")
    service.skip(600)
    code, out, _ = cli("resume", "--json")
    assert (code, [(row["state"], row["prompt"]) for row in json.loads(out)]) == (0, [("ready", "a fox")])
    assert len(service.ledger()) == 1


@pytest.mark.one_blender
def test_a_wait_that_ends_before_anything_was_sent_says_so(
    cli: Callable[..., tuple[int, str, str]], service: Sandbox, artist_id: str, part: Callable[[str], Any]
) -> None:
    service.fault({"kind": "answer", "status": 429, "headers": {"Retry-After": "600"}}, method="POST")
    told = interrupted(
        *(service, "POST", "/api/v1/generations/image", "image", "--artist", artist_id, "a fox"),
        written=lambda: [bool(job.problem) for job in journal_of(part) if job.state == "queued"] == [True],
    )
    line = "Stopped. Not sent, and nothing charged: image “a fox”. resume --submit-unsent sends it."
    assert told == (130, f"antekirt: {line}")
    assert cli("resume")[2] == "antekirt: Never sent: 1. Send with resume --submit-unsent for 3 credits."
    assert service.ledger() == []


@pytest.mark.one_blender
@pytest.mark.parametrize("whose", ["nobody's", "another's"])
def test_with_the_wrong_key_only_what_may_be_ours_is_left_over(
    cli: Callable[..., tuple[int, str, str]],
    service: Sandbox,
    artist_id: str,
    *,
    part: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
    whose: str,
) -> None:
    service.settings(image_delay=600)
    with time_begins_with_the_work(part, monkeypatch):
        assert cli("image", "--artist", artist_id, "a fox", "--timeout", "0.8")[0] == 1
    bpy.ops.preferences.addon_disable(module=PACKAGE)
    bpy.ops.preferences.addon_enable(module=PACKAGE)
    monkeypatch.setenv("ANTEKIRT_API_KEY", "ak_wrong" if whose == "nobody's" else service.other_api_key)
    found, out, err = cli("resume", "--json", "--timeout", "30")
    assert (found, [row["state"] for row in json.loads(out)]) == (int(whose == "nobody's"), ["running"])
    assert err != "Info: All jobs are finished"


@pytest.mark.one_blender
def test_ctrl_c_while_the_request_is_on_the_wire(service: Sandbox, artist_id: str) -> None:
    service.fault({"kind": "hang", "after": True}, method="POST")
    code, line = interrupted(
        service, "POST", "/api/v1/generations/image", "image", "--artist", artist_id, "a fox"
    )
    assert code == 130
    assert "3 credits may have been taken" in line


@pytest.mark.one_blender
def test_ctrl_c_ends_a_list(service: Sandbox) -> None:
    service.fault({"kind": "hang"}, path="*/artists")
    told = interrupted(service, "GET", "/api/v1/artists", "artists")
    assert told == (130, "antekirt: Stopped.")


@pytest.mark.one_blender
def test_after_the_timeout_it_can_be_resumed(
    cli: Callable[..., tuple[int, str, str]],
    service: Sandbox,
    artist_id: str,
    part: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service.settings(image_delay=600)
    with time_begins_with_the_work(part, monkeypatch):
        code, out, err = cli("image", "--artist", artist_id, "a fox", "--timeout", "0.8")
    assert (code, out) == (1, "")
    assert err == (
        "antekirt: Not done after 0.8 seconds."
        " Under way: image “a fox”. 3 credits stay taken. The verb resume goes on from here."
    )
    assert cli("resume", "--timeout", "0.3")[::2] == (1, err.replace("0.8", "0.3"))
    service.skip(600)
    code, out, _ = cli("resume", "--json", "--timeout", "60")
    assert (code, [row["state"] for row in json.loads(out)]) == (0, ["ready"])
    assert len(service.ledger()) == 1


@pytest.mark.one_blender
def test_no_repeat_is_said_and_taken_back(part: Callable[[str], Any]) -> None:
    option, command = part("cli.operator_option"), argparse.ArgumentParser()
    option.add_options(command, bpy.ops.antekirt.import_image)
    for words, said in (
        (["--no-repeat"], {"no_repeat": True}),
        (["--repeat"], {"no_repeat": False}),
        ([], {}),
    ):
        assert option.given(command.parse_args(words)) == said
