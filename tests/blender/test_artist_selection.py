# SPDX-License-Identifier: GPL-3.0-or-later
"""The artists who are chosen in the panel: one more, one less, or one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.client import Sandbox

pytestmark = pytest.mark.one_blender  # nothing of it reaches Blender's data


def toggle(number: int) -> set[str]:
    outcome: set[str] = bpy.ops.antekirt.toggle_artist(artist_id=f"id{number}", artist_name=f"Ada, {number}")
    return outcome


@pytest.fixture
def selected(part: Callable[[str], Any]) -> Callable[[], list[tuple[str, str]]]:
    read = part("operators.artist_selection").selected
    return lambda: [(artist.id, artist.name) for artist in read(bpy.context.scene.antekirt)]


def test_they_are_added_and_left_out(selected: Callable[[], list[tuple[str, str]]]) -> None:
    for number in (1, 2, 3):
        assert toggle(number) == {"FINISHED"}
    chosen = bpy.context.scene.antekirt
    assert (chosen.artist_id, chosen.artist_name, chosen.artist_ids) == ("id1", "Ada, 1", "id2,id3")
    toggle(2)
    assert selected() == [("id1", "Ada, 1"), ("id3", "Ada, 3")]
    toggle(1)
    assert selected() == [("id3", "Ada, 3")]
    assert (chosen.artist_id, chosen.artist_name) == ("id3", "Ada, 3")
    toggle(3)
    assert (selected(), chosen.artist_id, chosen.artist_name) == ([], "", "")


def test_there_are_six_at_most(selected: Callable[[], list[tuple[str, str]]]) -> None:
    for number in range(6):
        toggle(number)
    assert toggle(6) == {"CANCELLED"}
    assert len(selected()) == 6
    assert toggle(5) == {"FINISHED"}
    assert len(selected()) == 5


def test_one_who_is_chosen_is_alone(selected: Callable[[], list[tuple[str, str]]]) -> None:
    toggle(1)
    toggle(2)
    bpy.ops.antekirt.choose_artist(artist_id="id3", artist_name="Ada, 3")
    assert selected() == [("id3", "Ada, 3")]


def test_ids_that_a_script_has_set_need_no_names(selected: Callable[[], list[tuple[str, str]]]) -> None:
    chosen = bpy.context.scene.antekirt
    chosen.artist_id, chosen.artist_name, chosen.artist_ids = "id1", "", " id2,id1, ,id3"
    assert selected() == [("id1", ""), ("id2", ""), ("id3", "")]


def test_an_id_in_capital_letters_is_no_other_artist(
    selected: Callable[[], list[tuple[str, str]]], part: Callable[[str], Any]
) -> None:
    chosen = bpy.context.scene.antekirt
    chosen.artist_id, chosen.artist_name, chosen.artist_ids = "ID1", "Ada", "id1,id2,ID2"
    assert selected() == [("ID1", "Ada"), ("id2", "")]
    asked = part("operators.artist_selection").asked(chosen.artist_id, chosen.artist_ids)
    assert len(asked) == len(selected()), "the price on the button is another"


def test_several_are_not_asked_while_the_balance_is_not_known(
    service: Sandbox, part: Callable[[str], Any]
) -> None:
    session, preflight = part("operators.job_session").session(), part("operators.preflight")
    with pytest.raises(part("api.error").InvalidRequest, match="balance is not known yet"):
        preflight.check_balance_known(session)
    session.wait_until(lambda: session.balance.account is not None)  # it is being asked for
    preflight.check_balance_known(session)
    assert service.ledger() == []
