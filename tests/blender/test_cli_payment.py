# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line before it pays: prices, limits, questions, and what the account has already."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sandbox.client import Sandbox

    Cli = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.one_blender
FILM = ("slowly", "--duration", "2", "--fps", "12", "--aspect-ratio", "1:1")


class Terminal:
    """A standard stream that somebody sits before, and types an answer into."""

    def __init__(self, stream: Any, answer: str = "") -> None:
        self._stream, self._answer = stream, answer

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return self._answer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@pytest.fixture
def answer(
    part: Callable[[str], Any], service: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], None]]:
    """Have the verb run on a terminal, and an answer typed there; the artist is asked above 3 credits."""
    assert service.base_url
    preferences = part("operators.chosen_preferences").preferences()
    before, preferences.confirm_above = preferences.confirm_above, 3

    def typed(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", Terminal(sys.stdin, text))
        monkeypatch.setattr(sys, "stderr", Terminal(sys.stderr))

    yield typed
    preferences.confirm_above = before


def charged(service: Sandbox) -> list[int]:
    return [charge["credits"] for charge in service.ledger()]


def test_a_chain_is_one_price_and_pays_once(
    cli: Cli, service: Sandbox, artist_id: str, tmp_path: Path
) -> None:
    chain = ("image", "--json", "--artist", artist_id, "a fox", "--then", "svg,video", *("--motion", *FILM))
    code, out, _ = cli(*chain, "--dry-run")
    dry = {"would_send": "1 image, with vectors and video", "price": 33, "balance": 500}
    assert (code, json.loads(out), charged(service)) == (0, dry, [])
    code, out, line = cli(*chain, "--max-credits", "32")
    assert (code, out) == (1, "")
    assert line == "antekirt: This takes 33 credits, and --max-credits allows 32. Nothing was sent."
    file = tmp_path / "fox.blend"
    imports = ("--import-as", "PLANE", "--svg-import-as", "CURVES", "--size", "3", "--output", str(file))
    code, out, _ = cli(*chain, "--max-credits", "33", *imports)
    rows = json.loads(out)
    assert (code, [row["kind"] for row in rows]) == (0, ["image", "svg", "video"])
    assert sorted(charged(service)) == [3, 5, 25]
    bpy.ops.wm.open_mainfile(filepath=str(file))
    (plane,) = (thing for thing in bpy.data.objects if thing.get("antekirt_kind") == "image")
    assert max(plane.dimensions.to_tuple()) == pytest.approx(3)
    assert not bpy.context.scene.antekirt.is_property_set("motion")

    generation = rows[0]["generation_id"]
    service.settings(credits={"main": 0})
    for verb in (("svg", generation), ("video", generation, *FILM)):
        code, out, _ = cli(*verb, "--json")
        assert (code, json.loads(out)["state"]) == (0, "ready")
    code, out, line = cli("svg", generation, "--again")
    assert (code, out, "this takes 5" in line) == (1, "", True)
    code, out, _ = cli("svg", generation, "--dry-run", "--json")
    dry = {"would_send": "vectors that the account has already (--again asks for new ones, for 5 credits)"}
    assert (code, json.loads(out)) == (0, dry | {"price": 0, "balance": 0})
    service.settings(credits={"main": 5})
    assert cli("svg", generation, "--again", "--grouping", "PATHS", "--import-as", "CURVES")[0] == 0
    assert sorted(charged(service)) == [3, 5, 5, 25]


def test_what_fails_of_a_chain_keeps_nothing_else_away(
    cli: Cli, service: Sandbox, artist_id: str, tmp_path: Path
) -> None:
    service.fault({"kind": "answer", "status": 400}, method="POST", path="*/svg")
    file = tmp_path / "fox.blend"
    chain = (
        "image",
        "--artist",
        artist_id,
        "a fox",
        "--then",
        "video,svg",
        *FILM[1:5],
        "--output",
        str(file),
    )
    code, out, line = cli(*chain, "--json", "--import-as", "IMAGE")
    rows = {row["kind"]: row["state"] for row in json.loads(out)}
    assert (code, rows) == (1, {"image": "ready", "svg": "failed", "video": "ready"})
    assert line.startswith("antekirt: 2 of 3 results have come, for 28 credits.")
    assert (file.exists(), charged(service)) == (True, [3, 25])


def test_only_a_terminal_is_asked_and_only_above_the_limit(
    cli: Cli, service: Sandbox, artist_id: str, answer: Callable[[str], None]
) -> None:
    one = ("image", "--artist", artist_id, "a fox")
    answer("n\n")
    code, _, line = cli(*one, "--count", "2")
    assert (code, line) == (1, "Spend 6 of your 500 credits? [y/N] antekirt: Nothing was sent.")
    assert cli(*one)[0] == 0, "three credits are spent unasked"
    service.settings(credits={"main": 6})
    assert cli(*one, "--count", "2", "--yes")[0] == 0
    service.settings(credits={"main": 6})
    answer("Y\n")
    assert cli(*one, "--count", "2")[0] == 0
    assert charged(service) == [3] * 5


def test_nothing_is_paid_above_what_was_told(
    cli: Cli,
    part: Callable[[str], Any],
    service: Sandbox,
    artist_id: str,
    monkeypatch: pytest.MonkeyPatch,
    *,
    capfd: pytest.CaptureFixture[str],
) -> None:
    generation = json.loads(cli("image", "--artist", artist_id, "a fox", "--json")[1])["generation_id"]
    code, out, line = cli("svg", generation, "--image-index", "1", "--dry-run")
    assert (code, out, "1 images, none with index 1" in line) == (1, "", True)
    with monkeypatch.context() as told:
        told.setattr(part("cli.verb.conversion"), "_had", lambda *_: ("vectors, under way already", 0))
        code, _, line = cli("svg", generation)
    assert (code, "takes 5 credits by now, and 0 were told. Nothing was sent" in line) == (1, True)
    assert charged(service) == [3]
    assert cli("svg", generation)[0] == 0
    assert part("cli").main(["svg", generation]) == 0
    ready = [line for line in capfd.readouterr().err.splitlines() if line.endswith(": ready")]
    assert ready == [f"svg {generation}: ready"], "of what was made earlier nothing is said"
    chain = ("image", "--artist", artist_id, "a fox", "--then", "video", "--motion", "", "--dry-run")
    assert "The prompt is empty" in cli(*chain)[2]


def test_an_artist_is_meant_by_id_name_or_row(cli: Cli, service: Sandbox) -> None:
    listed = service.call("GET", "/artists?limit=100&order=name&direction=ASC").json["data"]
    wanted = listed[2]
    dry = ("--dry-run", "--json")
    assert cli("image", "a fox", "--artist", "@1", *dry)[::2] == (
        2,
        "antekirt: argument --artist: there is no @1, list them first: artists",
    )
    code, out, _ = cli("artists", "--limit", "3", "--json")
    assert [(row["row"], row["id"]) for row in json.loads(out)][2] == ("@3", wanted["id"])
    for text in ("@3", wanted["name"].upper(), f" {wanted['name']} ", wanted["id"]):
        code, out, _ = cli("models", "--artist", text, "--json")
        assert (code, {row["artist_id"] for row in json.loads(out)}) == (0, {wanted["id"]}), text
    code, _, line = cli("image", "a fox", "--artist", "@4", *dry)
    assert (code, "has 3 rows" in line) == (2, True)
    code, _, line = cli("image", "a fox", "--artist", "a", *dry)
    assert (code, "“a” may be" in line) == (2, True)
    code, _, line = cli("image", "a fox", "--artist", "nobody at all", *dry)
    assert (code, line) == (2, "antekirt: argument --artist: no artist is called “nobody at all”")


def test_a_generation_is_shown_and_downloaded(
    cli: Cli, service: Sandbox, artist_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = json.loads(cli("image", "--json", "--artist", artist_id, "a fox")[1])
    generation = image["generation_id"]
    service.call("POST", "/generations/svg", {"generationId": generation})
    service.skip(1)
    code, out, _ = cli("show", generation)
    assert (code, image["files"][0] in out, ".svg" in out) == (0, True, True)
    folder = tmp_path / "new" / "works"
    code, out, _ = cli("download", str(folder), generation, "--json")
    rows = json.loads(out)
    assert (code, [row["kind"] for row in rows]) == (0, ["image", "svg"])
    names = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert names.keys() == {row["file"].rpartition("/")[2] for row in rows}
    (name,) = (name for name in names if name.endswith(".svg"))
    (folder / name).write_text("mine")
    code, out, _ = cli("download", str(folder), generation, "--json")
    assert (code, (folder / name).read_text()) == (0, "mine")
    assert len(list(folder.iterdir())) == 3
    assert charged(service) == [3, 5]
    monkeypatch.setenv("ANTEKIRT_API_KEY", "")
    code, out, _ = cli("show", generation, "--json")
    assert (code, len(json.loads(out)["files"])) == (0, 2)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["svg", "g", "--size", "nan"], "argument --size: must be a number of 0.001 or more, not nan"),
        (["svg", "g", "--size", "-2"], "argument --size: must be a number of 0.001 or more, not -2"),
        (["svg", "g", "--spacing", "inf"], "argument --spacing: must be a number of 0 or more, not inf"),
        (["image", "--artist", "a", "x", "--size", "0"], "must be a number of 0.001 or more, not 0"),
        (["import", "g", "--bevel=-inf"], "must be a number of 0 or more, not -inf"),
        (
            ["image", "--artist", "a", "x", "--then", "png"],
            "must be svg, video or both with a comma, not png",
        ),
        (["image", "--artist", "a", "x", "--max-credits", "few"], "must be a whole number 0 or more"),
        (["image", "--artist", "a", "x", "--motion", "up"], "argument --motion: only with --then video"),
        (
            ["image", "--artist", "a", "x", "--then", "video", "--svg-import-as", "MESH"],
            "argument --svg-import-as: only with --then svg",
        ),
        (["image", "--artist", "a", "x", "--bevel", "1"], "argument --bevel: only with --then svg"),
    ],
)
def test_what_is_no_sound_number_is_wrong_use(
    cli: Cli, service: Sandbox, arguments: list[str], expected: str
) -> None:
    code, out, line = cli(*arguments)
    assert (code, out, expected in line) == (2, "", True), line
    assert service.requests() == []
