# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist is told: the service is quoted where it has said something, and nowhere else."""

from __future__ import annotations

import pytest

from antekirt_addon.api.error import BY_STATUS, ApiError, InvalidRequest, for_status
from antekirt_addon.jobs.budget import Budget
from antekirt_addon.jobs.pipeline import Busy
from antekirt_addon.jobs.problem import Remedy, describe

QUOTED = "The service says: "
STATUSES = [*BY_STATUS, 409, 500, 503]


@pytest.mark.parametrize("status", STATUSES)
def test_the_services_own_words_are_quoted(status: int) -> None:
    told = describe(for_status(status, ("Nothing here",)), price=3)
    assert told.text.startswith(QUOTED + "Nothing here.")


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_without_words_is_told_as_what_it_is(status: int) -> None:
    told = describe(for_status(status, phrase="Somehow"), price=3)
    assert told.text.startswith(f"The service answered with HTTP status {status} Somehow. ")
    assert QUOTED not in told.text


@pytest.mark.parametrize(
    "error", [Busy("Not yet."), InvalidRequest("Too long."), ApiError("Broken")], ids=str
)
def test_what_was_found_here_is_not_put_into_the_services_mouth(error: ApiError) -> None:
    assert QUOTED not in describe(error, price=3).text


def test_too_few_credits_are_told_with_their_remedy_and_not_as_the_services_words() -> None:
    with pytest.raises(InvalidRequest) as caught:
        Budget(balance=2).check(3, limit=0)
    told = describe(caught.value, price=3)
    assert told.text.startswith("Insufficient credits: you have 2, this takes 3. ")
    assert (told.charged, told.remedy) == (False, Remedy.GET_CREDITS)
