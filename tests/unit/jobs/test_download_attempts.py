# SPDX-License-Identifier: GPL-3.0-or-later
"""When a download is left to the artist: soon if the file is wrong, late if there is none, never offline."""

from __future__ import annotations

import pytest

from antekirt_addon.api.error import ApiError, NotFound, Offline, ServerFault, Unreachable
from antekirt_addon.jobs.download import Expired, WrongFile
from antekirt_addon.jobs.download_attempts import FAILURES, WRONG_FILES, DownloadAttempts
from antekirt_addon.jobs.problem import FileProblem


def hopeless_after(error: Exception, most: int) -> int | None:
    """How many attempts that end in this error make the download hopeless."""
    attempts = DownloadAttempts()
    for count in range(1, most + 1):
        assert attempts.failed("job", error) == count
        if attempts.are_hopeless("job", error):
            return count
    return None


@pytest.mark.parametrize("error", [WrongFile(), Expired(), NotFound(404, ())])
def test_a_file_that_stays_wrong_is_hopeless_soon(error: ApiError) -> None:
    assert hopeless_after(error, 50) == WRONG_FILES


def test_a_host_that_only_answers_is_hopeless_late() -> None:
    assert hopeless_after(ServerFault(503, ()), 50) == FAILURES


@pytest.mark.parametrize("error", [Unreachable(), Offline()])
def test_want_of_a_network_is_never_hopeless(error: ApiError) -> None:
    assert hopeless_after(error, 50) is None


def test_a_folder_that_cannot_be_used_is_hopeless_at_once() -> None:
    assert hopeless_after(FileProblem(), 50) == 1


def test_each_job_has_its_own_count_until_it_is_forgotten() -> None:
    attempts, error = DownloadAttempts(), WrongFile()
    for _ in range(WRONG_FILES):
        attempts.failed("one", error)
    attempts.failed("another", error)
    assert attempts.are_hopeless("one", error)
    assert not attempts.are_hopeless("another", error)
    attempts.forget("one")
    assert attempts.failed("one", error) == 1
    assert not attempts.are_hopeless("one", error)
