# SPDX-License-Identifier: GPL-3.0-or-later
"""What a studio has set goes before the artist's choice, also for scripts and the command line."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import bpy
import pytest

from tests.blender.conftest import PACKAGE
from tests.utc_day import begin_within_a_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sandbox.client import Sandbox

SOMEBODY = "825a12f9-c650-488e-beb7-39d0c201f9e7"


@pytest.fixture
def studio(
    service: Sandbox,  # noqa: ARG001 - before it
    part: Callable[[str], Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[str], None]]:
    """Have a file with settings found when the add-on is enabled."""
    begin_within_a_day()
    runtime, kept = part("operators.runtime"), part("operators.studio").Studio

    def set_(text: str) -> None:
        path = tmp_path / "settings.toml"
        path.write_text(text)
        monkeypatch.setenv("ANTEKIRT_SETTINGS", str(path))
        runtime.current().states.pop(kept, None)

    yield set_
    runtime.current().states.pop(kept, None)


def test_locked_settings_go_before_what_the_artist_has_chosen(
    studio: Callable[[str], None], part: Callable[[str], Any], tmp_path: Path, service: Sandbox
) -> None:
    folder = tmp_path / "studio"
    studio(
        f"address = '{service.base_url}'\nresults_folder = '{folder}'\nconfirm_above = 1\nsession_limit = 5\n"
        "locked = ['address', 'results_folder', 'confirm_above', 'session_limit']\n"
    )
    chosen = bpy.context.preferences.addons[PACKAGE].preferences
    chosen.base_url, chosen.folder = "http://127.0.0.1:9", str(tmp_path / "mine")
    chosen.confirm_above, chosen.spending_limit = 100, 1000
    settings, limit = part("operators.addon_settings"), part("operators.spending_limit")
    assert settings.read().base_url == service.base_url
    assert settings.read().folder == folder
    assert (limit.must_ask(2), limit.limit()) == (True, 5)
    assert chosen.confirm_above == 100, "what the artist chose is kept"
    bpy.ops.preferences.addon_disable(module=PACKAGE)
    bpy.ops.preferences.addon_enable(module=PACKAGE)
    assert part("operators.addon_settings").read().folder == folder, "also with preferences as new"


@pytest.mark.one_blender
def test_nothing_is_paid_for_while_the_settings_cannot_be_read(
    studio: Callable[[str], None], artist_id: str, service: Sandbox, cli: Callable[..., tuple[int, str, str]]
) -> None:
    bpy.context.preferences.system.use_online_access = True
    studio("budget_per_dya = 10\n")
    with pytest.raises(RuntimeError, match="no setting “budget_per_dya”"):
        bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as="NONE")
    code, _out, told = cli("image", "--artist", artist_id, "a fox", "--import-as", "NONE", "--yes")
    assert (code, "no setting “budget_per_dya”" in told) == (1, True)
    assert service.ledger() == []


@pytest.mark.one_blender
def test_the_command_line_keeps_to_the_budget_of_all_seats(
    studio: Callable[[str], None], artist_id: str, tmp_path: Path, cli: Callable[..., tuple[int, str, str]]
) -> None:
    (tmp_path / "share").mkdir()
    studio(f"results_folder = '{tmp_path / 'share'}'\nbudget_per_day = 5\n")
    asked = ("image", "--artist", artist_id, "a fox", "--import-as", "NONE", "--yes")
    assert cli(*asked)[0] == 0
    code, _out, told = cli(*asked)
    assert (code, "3 spent, 2 left" in told) == (1, True)


@pytest.mark.one_blender
def test_the_key_of_the_studio_goes_to_no_other_address(
    studio: Callable[[str], None],
    part: Callable[[str], Any],
    service: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.delenv("ANTEKIRT_API_KEY")
    monkeypatch.delenv("ANTEKIRT_BASE_URL")
    program = tmp_path / "key.py"
    program.write_text(f"print({service.api_key!r})\n")
    studio(f"address = '{service.base_url}'\nkey_command = ['{sys.executable}', '{program}']\n")
    settings = part("operators.addon_settings")
    assert settings.read().key == service.api_key
    assert bpy.ops.antekirt.test_connection() == {"FINISHED"}
    bpy.context.preferences.addons[PACKAGE].preferences.base_url = "http://127.0.0.1:9"
    assert settings.read().base_url == "http://127.0.0.1:9"
    assert settings.read().key == ""


@pytest.mark.one_blender
def test_a_program_that_gives_no_key_is_told_of_and_asked_again(
    studio: Callable[[str], None],
    part: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
    service: Sandbox,
    tmp_path: Path,
) -> None:
    monkeypatch.delenv("ANTEKIRT_API_KEY")
    vault = tmp_path / "vault"
    studio(f"key_command = ['{sys.executable}', '-c', 'print(open(\"{vault}\").read())']\n")
    assert part("operators.addon_settings").read().key == ""
    with pytest.raises(RuntimeError, match="gave no API key: it ended with 1"):
        bpy.ops.antekirt.generate_image(artist_id=SOMEBODY, prompt="a fox", import_as="NONE")
    shown = part("ui.snapshot").current()
    assert "gave no API key" in part("ui.balance_line").unaffordable_reason(shown, 3)
    vault.write_text(service.api_key)
    assert bpy.ops.antekirt.test_connection() == {"FINISHED"}
    assert part("ui.balance_line").unaffordable_reason(shown, 3) == ""


@pytest.mark.one_blender
def test_a_window_does_not_wait_for_the_program(
    studio: Callable[[str], None],
    part: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
    service: Sandbox,
    tmp_path: Path,
) -> None:
    monkeypatch.delenv("ANTEKIRT_API_KEY")
    kept, runtime = part("operators.studio"), part("operators.runtime")
    monkeypatch.setattr(kept, "bpy", SimpleNamespace(app=SimpleNamespace(background=False), data=bpy.data))
    vault = tmp_path / "vault"
    program = tmp_path / "key.py"
    program.write_text(
        "import os, sys, time\n"
        "while not os.path.exists(sys.argv[1]): time.sleep(0.02)\n"
        "print(open(sys.argv[1]).read())\n"
    )
    studio(f"key_command = {[sys.executable, str(program), str(vault)]!r}\n")
    runtime.state(part("operators.job_session").JobSession).looked_back = False
    runtime.tick()
    assert kept.current().is_key_awaited
    assert "Try again in a moment" in kept.current().problem
    assert not runtime.state(part("operators.job_session").JobSession).looked_back
    assert part("operators.job_session").session().settings.key == ""
    runtime.tick()
    assert part("ui.snapshot").current().key == ""
    (tmp_path / "new").write_text(service.api_key)
    (tmp_path / "new").rename(vault)
    kept.current().asked.wait()
    runtime.tick()
    runtime.tick()
    assert part("ui.snapshot").current().key == part("api.key_file").masked(service.api_key)
    assert (kept.current().problem, part("operators.addon_settings").read().key) == ("", service.api_key)


@pytest.mark.one_blender
def test_a_budget_of_all_seats_stops_at_the_last_credit(
    studio: Callable[[str], None],
    part: Callable[[str], Any],
    artist_id: str,
    service: Sandbox,
    tmp_path: Path,
) -> None:
    (tmp_path / "share").mkdir()
    studio(f"results_folder = '{tmp_path / 'share'}'\nbudget_per_day = 5\nprojects_folder = '{tmp_path}'\n")
    (tmp_path / "fox").mkdir()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "fox" / "shot.blend"))
    bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a fox", import_as="NONE")
    with pytest.raises(RuntimeError, match="5 credits for all seats: 3 spent, 2 left, 3 needed"):
        bpy.ops.antekirt.generate_image(artist_id=artist_id, prompt="a hen", import_as="NONE")
    assert len(service.ledger()) == 1
    session = part("operators.job_session").session()
    session.learn_seats()
    assert (session.project, session.seats.on_project) == ("fox", 3)
    shown = part("ui.snapshot").make(session)
    assert part("ui.seats_budget").lines(shown.budget) == ["Today all seats have 2 of 5 left"]
    assert "3 spent, 2 left" in part("ui.balance_line").unaffordable_reason(shown, 3)


def test_updates_come_from_the_repository_that_the_studio_names(
    studio: Callable[[str], None], part: Callable[[str], Any]
) -> None:
    assert not bpy.ops.antekirt.follow_channel.poll(), "the studio names none"
    studio("update_channel = 'file:///srv/antekirt/index.json'\n")
    channel = part("operators.follow_channel")
    repositories = bpy.context.preferences.extensions.repos
    before = set(repositories.keys())
    assert (channel.repository(), bpy.ops.antekirt.follow_channel()) == (None, {"FINISHED"})
    (added,) = set(repositories.keys()) - before
    assert (channel.repository(), channel.is_followed()) == (repositories[added], False)
    assert not bpy.ops.antekirt.follow_channel.poll(), "it is there already"
    repositories.remove(repositories[added])
    home = repositories["User Default"]
    home.use_remote_url, home.remote_url = True, "file:///srv/antekirt/index.json"
    assert channel.is_followed()
    home.use_remote_url, home.remote_url = False, ""
