# SPDX-License-Identifier: GPL-3.0-or-later
"""What a studio sets for all its seats: which word goes before which, and that no mistake is passed over."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from antekirt_addon.jobs import studio_settings, studio_value
from antekirt_addon.jobs.studio_settings import SETTINGS, StudioSettings, read

WHOLE_FILE = """
address = "https://api.example.com/"
key_command = ["secret-tool", "lookup", "service", "antekirt"]
results_folder = "/srv/antekirt"
shared_folder = true
confirm_above = 5
session_limit = 200
budget_per_day = 500
budget_per_project = 2000
project = "fox"
projects_folder = "/srv/projects"
contact = "pipeline@example.com"
update_channel = "https://blender.example.com/index.json"
locked = ["confirm_above", "address"]
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the machine's settings are to be."""
    path = tmp_path / "settings.toml"
    monkeypatch.setattr(studio_settings, "system_file", lambda: path)
    return path


def test_without_any_all_is_left_to_the_artist(file: Path) -> None:
    assert not file.exists()
    found = read({})
    assert found == StudioSettings()
    assert found.decide("confirm_above", 7, 20) == 7


def test_every_setting_is_read_from_the_file(file: Path) -> None:
    file.write_text(WHOLE_FILE)
    found = read({})
    assert found.problem == ""
    assert found.origins == dict.fromkeys(SETTINGS, str(file))
    assert found.address == "https://api.example.com"
    assert found.key_command == ("secret-tool", "lookup", "service", "antekirt")
    assert (found.results_folder, found.projects_folder) == (Path("/srv/antekirt"), Path("/srv/projects"))
    assert (found.shared_folder, found.confirm_above, found.session_limit) == (True, 5, 200)
    assert (found.budget_per_day, found.budget_per_project, found.project) == (500, 2000, "fox")
    assert found.update_channel == "https://blender.example.com/index.json"
    assert found.contact == "pipeline@example.com"
    assert found.locked == {"confirm_above", "address", "results_folder"}, "a budget counts in one folder"


def test_every_setting_is_read_from_the_environment(file: Path) -> None:
    values = {
        "ANTEKIRT_KEY_COMMAND": "pass show 'an tekirt'",
        "ANTEKIRT_RESULTS_FOLDER": "~/Antekirt",
        "ANTEKIRT_SHARED_FOLDER": "1",
        "ANTEKIRT_CONFIRM_ABOVE": "0",
        "ANTEKIRT_SESSION_LIMIT": "200",
        "ANTEKIRT_BUDGET_PER_DAY": "500",
        "ANTEKIRT_BUDGET_PER_PROJECT": "2000",
        "ANTEKIRT_PROJECT": "fox",
        "ANTEKIRT_PROJECTS_FOLDER": "/srv/projects",
        "ANTEKIRT_CONTACT": "Ada, room 7",
        "ANTEKIRT_UPDATE_CHANNEL": "file:///srv/blender/index.json",
    }
    found = read(values)
    assert (found.problem, file.exists()) == ("", False)
    assert set(found.origins.values()) == set(values)
    assert found.locked == found.origins.keys(), "the preferences cannot change it"
    assert found.key_command == ("pass", "show", "an tekirt")
    assert found.results_folder == Path.home() / "Antekirt"
    assert (found.shared_folder, found.confirm_above, found.budget_per_day) == (True, 0, 500)


def test_a_file_may_be_named_in_place_of_the_machines(file: Path, tmp_path: Path) -> None:
    file.write_text("confirm_above = 5\n")
    other = tmp_path / "another.toml"
    other.write_bytes(b"\xef\xbb\xbfconfirm_above = 6\r\n")  # as Windows' own editor writes it
    assert read({"ANTEKIRT_SETTINGS": str(other)}).confirm_above == 6
    assert read({"ANTEKIRT_SETTINGS": ""}).confirm_above == 5


def test_whose_word_counts(file: Path) -> None:
    file.write_text('confirm_above = 5\nsession_limit = 50\nlocked = ["session_limit"]\n')
    found = read({"ANTEKIRT_SESSION_LIMIT": "900"})
    assert found.decide("session_limit", 9, 0) == 50, "locked, so also before the environment"
    assert found.decide("confirm_above", 9, 20) == 9, "the artist chose it"
    assert found.decide("confirm_above", 20, 20) == 5, "nobody chose it"
    assert found.decide("shared_folder", False, False) is False, "the studio says nothing of it"
    assert read({"ANTEKIRT_CONFIRM_ABOVE": "1"}).decide("confirm_above", 9, 20) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("confirm_above = ", "no TOML"),
        ("budget_per_dya = 5\nresults_folder = '/srv'", "no setting “budget_per_dya”"),
        ("api_key = 'ak_1234567890'", "no setting “api_key”"),
        ("confirm_above = '5'", "must be a whole number"),
        ("confirm_above = true", "must be a whole number"),
        ("session_limit = -1", "must be a whole number"),
        ("session_limit = 99999999999999999999", "must be a whole number"),
        ("shared_folder = 1", "must be true or false"),
        ("results_folder = 'Antekirt'", "whole path"),
        ("results_folder = '//antekirt'\nlocked = 'results_folder'", "“locked” must be a list"),
        ("locked = ['confirm_above']", "“locked” must be a list"),
        ("address = 'http://api.example.com'", "“address” must be the address of a server"),
        ("address = 'https://ada:secret@api.example.com'", "“address” must be the address of a server"),
        ("key_command = 'secret-tool lookup'", "list of a program"),
        ("key_command = []", "list of a program"),
        ("contact = ''", "one line"),
        ('project = "a\\u0007b"', "one line"),
        ("update_channel = 'ftp://example.com'", "address of a repository"),
        ("budget_per_day = 5", "“budget_per_day” needs “results_folder”"),
        ("[deep]\n" + "a = " + "[" * 5000, "no TOML"),
        ("# " + "x" * 70000, "too long"),
        (b"contact = '\xff'", "not in UTF-8"),
    ],
)
def test_a_file_with_a_mistake_is_used_in_no_part(file: Path, text: str | bytes, told: str) -> None:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = read({})
    assert re.search(told, found.problem)
    assert str(file) in found.problem
    assert "Nothing that costs credits is sent" in found.problem
    assert found == StudioSettings(problem=found.problem)
    assert "secret" not in found.problem.replace("secret-tool", "")


def test_a_variable_with_a_mistake_is_named(file: Path) -> None:
    file.write_text("confirm_above = 5\n")
    found = read({"ANTEKIRT_BUDGET_PER_DAY": "12 credits"})
    assert "ANTEKIRT_BUDGET_PER_DAY" in found.problem
    assert found.confirm_above is None


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    found = read({"ANTEKIRT_SETTINGS": str(tmp_path / "gone.toml")})
    assert "cannot be read" in found.problem
    assert "cannot be read" in read({"ANTEKIRT_SETTINGS": str(tmp_path)}).problem


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_a_file_that_everybody_may_change_is_not_trusted(file: Path) -> None:
    file.write_text("key_command = ['sh']\n")
    file.chmod(0o646)
    assert "everybody" in read({}).problem
    file.chmod(0o664)
    assert read({}).problem == ""


def test_a_project_has_the_name_of_its_folder(tmp_path: Path) -> None:
    found = StudioSettings(projects_folder=tmp_path)
    assert found.project_of(str(tmp_path / "fox" / "shots" / "sh010.blend")) == "fox"
    assert found.project_of(str(tmp_path / "stray.blend")) == ""
    assert found.project_of("/elsewhere/fox/a.blend") == ""
    assert found.project_of("") == ""
    assert StudioSettings(project="hen", projects_folder=tmp_path).project_of(
        str(tmp_path / "fox" / "a.blend")
    ) == ("hen")


@pytest.mark.parametrize(
    ("system", "line", "parts"),
    [
        ("posix", r"vault '-field=a key' b\ c", ["vault", "-field=a key", "b c"]),
        (
            "nt",
            r'"C:\Program Files\vault.exe" -key \\share\key',
            [r"C:\Program Files\vault.exe", "-key", r"\\share\key"],
        ),
    ],
)
def test_a_program_is_named_in_the_environment_as_on_a_line_of_the_system(
    monkeypatch: pytest.MonkeyPatch, system: str, line: str, parts: list[str]
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("os.name", system)
        found = studio_value.of_text(line, studio_value.command)
    assert found == parts
