# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: what it prints where, and how it exits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sandbox.client import Sandbox


@pytest.fixture
def cli(
    part: Callable[[str], Any], service: Sandbox, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run a command line; gives the exit code, what went to standard output, and the last line of error."""
    assert service.base_url

    def run(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        try:
            code = part("cli").main(arguments)
        except SystemExit as exit_:  # argparse's
            code = exit_.code
        out, err = capfd.readouterr()
        return code, out, err.strip().rpartition("\n")[2]

    return run


def test_the_whole_way(cli: Callable[..., tuple[int, str, str]], artist_id: str, tmp_path: Path) -> None:
    file = tmp_path / "fox.blend"
    code, out, _ = cli(
        "image", "--json", "--artist", artist_id, "a fox", "--import-as", "PLANE", "--output", str(file)
    )
    image = json.loads(out)
    assert (code, image["state"], image["credits_used"]) == (0, "ready", 3)
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


@pytest.mark.parametrize(
    ("verb", "path", "headings"),
    [
        ("artists", "/artists?limit=9&order=name&direction=ASC", ["id", "name", "tags", "models"]),
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


def test_with_nothing_under_way_there_is_nothing_to_resume(
    cli: Callable[..., tuple[int, str, str]],
) -> None:
    assert cli("resume")[:2] == (0, "generation id  kind  state  prompt  problem\n")
    assert cli("resume", "--json")[:2] == (0, "[]\n")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["paint"], "invalid choice: 'paint'"),
        (["image", "a fox"], "the following arguments are required: --artist"),
        (["artists", "--limit", "0"], "must be a whole number 1 or more, not 0"),
        (["video", "g", "x", "--duration", "60"], "must be a whole number from 2 to 10, not 60"),
        (["video", "g", "x", "--fps", "fast"], "must be a whole number from 12 to 60, not fast"),
        (["svg", "g", "--image-index", "-1"], "must be a whole number 0 or more, not -1"),
    ],
)
def test_wrong_use_exits_with_2(
    cli: Callable[..., tuple[int, str, str]], arguments: list[str], expected: str, service: Sandbox
) -> None:
    code, out, err = cli(*arguments)
    assert (code, out) == (2, "")
    assert expected in err
    assert service.ledger() == []


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


def test_without_a_key_it_says_so(
    cli: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTEKIRT_API_KEY", "")
    code, out, err = cli("account")
    assert (code, out) == (1, "")
    assert "API key" in err
