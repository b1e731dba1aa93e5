# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of the generations that the service lists are taken for a job's, without a service or an engine.

This is the guard of the artist's money: what is taken for a job's though it is another's is a picture that
was paid for and not made; what is not recognized is paid for twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from antekirt_addon.api.resource import Generation
from antekirt_addon.jobs.generation_matching import Listing, Match, assign, newer_than
from antekirt_addon.jobs.job import Job, Kind, State

if TYPE_CHECKING:
    from collections.abc import Sequence

ARTIST = "825a12f9-c650-488e-beb7-39d0c201f9e7"
LONG = "A fox on the edge of a wood, " * 10 + "in the last light."


def lost(prompt: str = "a fox", *, state: State = State.UNCONFIRMED, **fields: Any) -> Job:
    """A job whose request was never answered."""
    parameters = {"artist_id": fields.pop("artist_id", ARTIST), "prompt": prompt}
    return Job(Kind.IMAGE, parameters, "https://antekirt.com", state=state, **fields)


def shown(name: str, prompt: str = "a fox", created_at: str = "") -> Generation:
    return Generation.from_json(
        {
            "id": name,
            "status": "completed",
            "prompt": prompt,
            "createdAt": created_at,
            "artist": {"id": ARTIST},
        }
    )


def taken(
    job: Job,
    listed: Sequence[Generation],
    *,
    others: Sequence[Job] = (),
    known: Sequence[str] = (),
    longest: int = 0,
    trigger_word: str = "",
) -> str | None:
    """What `assign` says, in short: =ids that are the job's, ~id of a cut one, ?ids that may be."""
    listing = Listing(tuple(listed), longest, trigger_word)
    match = assign(job, [*others, job], listing, set(known))
    return None if match is None else told(match)


def told(match: Match) -> str:
    parts = (("=", match.mine), ("~", [match.cut] if match.cut else []), ("?", match.possible))
    return " ".join(sign + ",".join(each.id for each in found) for sign, found in parts if found)


def test_the_same_prompt_is_the_jobs() -> None:
    assert taken(lost(), [shown("one")]) == "=one"
    assert taken(lost("A  Fox."), [shown("one"), shown("two", "a bear")]) == "=one"


def test_nothing_new_is_nothing() -> None:
    assert taken(lost(), []) == ""


def test_what_is_another_jobs_already_is_not_taken() -> None:
    """Without this a job whose request was lost takes the picture of an equal one that was answered."""
    assert taken(lost(), [shown("one")], known=["one"]) == ""
    assert taken(lost(), [shown("one"), shown("two")], known=["one"]) == "=two"
    assert taken(lost(LONG), [shown("one", LONG[:200])], known=["one"]) == ""
    assert taken(lost(), [shown("one", "a bear")], known=["one"]) == ""


def test_what_the_artist_has_said_is_another_is_not_taken() -> None:
    job = lost(not_this=("one",))
    assert taken(job, [shown("one")]) == ""
    assert taken(job, [shown("one"), shown("two", "a bear")]) == "?two"


def test_another_prompt_is_never_taken_but_shown() -> None:
    assert taken(lost(), [shown("one", "a red fox"), shown("two", "a bear")]) == "?one,two"


def test_what_holds_the_prompt_is_shown_first() -> None:
    assert taken(lost(), [shown("one", "a bear"), shown("two", "a fox, red")]) == "?two,one"


def test_the_trigger_word_does_not_count() -> None:
    listed = [shown("one", "vega_style a fox")]
    assert taken(lost(), listed, trigger_word="vega_style") == "=one"
    assert taken(lost(), listed) == "?one"


# Equal requests


def test_equal_requests_are_told_apart_by_their_order() -> None:
    first, second = lost(), lost()
    listed = [shown("one"), shown("two")]
    listing = Listing(tuple(listed))
    found = [assign(job, [first, second], listing, set()) for job in (first, second)]
    assert [match and told(match) for match in found] == ["=one", "=two"]


def test_what_is_too_much_goes_to_the_last_of_equal_requests() -> None:
    assert taken(lost(), [shown("one"), shown("two"), shown("three")], others=[lost()]) == "=two,three"
    assert taken(lost(), [shown("one"), shown("two")]) == "=one,two"


def test_what_an_equal_request_will_take_is_not_shown_as_possible() -> None:
    assert taken(lost(), [shown("one")], others=[lost()]) == ""


def test_nothing_is_told_while_an_equal_request_is_on_the_wire() -> None:
    assert taken(lost(), [shown("one")], others=[lost(state=State.SUBMITTING)]) is None
    assert taken(lost(), [], others=[lost("A FOX", state=State.SUBMITTING)]) is None


@pytest.mark.parametrize("other", [{"artist_id": "another"}, {"account": "another"}])
def test_equal_requests_of_another_artist_or_account_do_not_count(other: dict[str, str]) -> None:
    wire = lost(state=State.SUBMITTING, **other)
    assert taken(lost(), [shown("one")], others=[wire]) == "=one"
    assert taken(lost(), [shown("one")], others=[lost(**other)]) == "=one"
    assert taken(lost(), [shown("one", "a bear")], others=[lost("a bear", **other)]) == "?one"


# What is shown to the artist


def test_what_shows_another_jobs_prompt_is_not_shown_for_this_one() -> None:
    assert taken(lost(), [shown("one", "a bear")], others=[lost("a bear")]) == ""


def test_what_may_be_a_request_on_the_wire_is_not_shown_yet() -> None:
    wire = lost("a bear", state=State.SUBMITTING)
    assert taken(lost(), [shown("one", "a wolf")], others=[wire]) is None
    assert taken(lost(), [], others=[wire]) == ""
    assert taken(lost(), [shown("one")], others=[wire]) == "=one"


# Cut prompts


def test_a_prompt_that_the_list_cuts_is_marked() -> None:
    assert taken(lost(LONG), [shown("one", LONG[:200])]) == "~one ?one"
    assert taken(lost(LONG), [shown("one", LONG[:200])], longest=200) == "~one ?one"
    assert taken(lost(LONG), [shown("one", f"vega {LONG}"[:200])], trigger_word="vega") == "~one ?one"


def test_a_shorter_prompt_in_a_list_that_shows_longer_ones_is_no_cut_one() -> None:
    assert taken(lost(LONG), [shown("one", LONG[:200])], longest=201) == "?one"
    assert taken(lost(LONG), [shown("one", LONG[:199] + "…")], longest=300) == "~one ?one"


def test_of_two_cut_prompts_neither_is_taken() -> None:
    assert taken(lost(LONG), [shown("one", LONG[:200]), shown("two", LONG[:200])]) == "?one,two"


def test_a_cut_prompt_that_may_be_another_jobs_is_not_taken() -> None:
    assert taken(lost(LONG), [shown("one", LONG[:200])], others=[lost(LONG + " By night.")]) == "?one"
    assert taken(lost(LONG), [shown("one", LONG[:200])], others=[lost("a bear")]) == "~one ?one"


# An answer that named a generation that is not there


def test_what_the_answer_named_is_the_jobs_once_it_is_listed() -> None:
    job = lost(claimed_id="two")
    assert taken(job, [shown("one"), shown("two", "otherwise")]) == "=two"
    assert taken(job, [shown("one"), shown("two", "otherwise")], known=["two"]) == "=one"
    assert taken(job, [shown("one")]) == "=one"


# What is new


def test_new_is_what_is_no_older_than_the_newest_of_then_and_not_it() -> None:
    listed = [shown("4", created_at="2026-03-04T10:00:01Z"), shown("3", created_at="2026-03-04T10:00:00Z")]
    listed += [shown("2", created_at="2026-03-04T10:00:00Z"), shown("1", created_at="2026-03-04T09:00:00Z")]
    baseline = {"newest_id": "2", "newest_at": "2026-03-04T10:00:00Z"}
    assert [each.id for each in newer_than(baseline, listed)] == ["4", "3"]
    assert [each.id for each in newer_than(baseline | {"newest_id": "3"}, listed)] == ["4", "2"]
    assert [each.id for each in newer_than({}, listed)] == ["4", "3", "2", "1"]


def test_without_times_new_is_what_is_listed_before_the_newest_of_then() -> None:
    listed = [shown("3"), shown("2"), shown("1")]
    assert [each.id for each in newer_than({"newest_id": "2"}, listed)] == ["3"]
    assert [each.id for each in newer_than({"newest_id": "2", "newest_at": "2026"}, listed)] == ["3"]
