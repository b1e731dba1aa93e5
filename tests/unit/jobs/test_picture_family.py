# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pictures are relatives: those of a generation, and those of its prompt and artist, each once."""

from __future__ import annotations

from antekirt_addon.jobs.job import Job, Kind, ResultFile, State
from antekirt_addon.jobs.picture_family import Relative, family

WORDS = ("ARTIST", "a fox")


def picture(
    generation: str, *indices: int, prompt: str = "a fox", artist: str = "artist", day: int = 1
) -> Job:
    files = tuple(ResultFile(f"{generation}/{index}", index, 1, "", "") for index in indices)
    return Job(
        Kind.IMAGE,
        {},
        "https://api.example",
        state=State.READY,
        generation_id=generation,
        artist_id=artist,
        prompt=prompt,
        generation_created_at=f"2026-11-{day:02}T10:00:00Z",
        files=files,
    )


def told(relatives: list[Relative]) -> list[tuple[str, int]]:
    return [(relative.generation_id, relative.index) for relative in relatives]


def test_pictures_of_one_prompt_and_artist_by_their_age() -> None:
    jobs = [
        picture("new", 0, prompt="a  fox ", day=3),
        picture("old", 0, 1, day=2),
        picture("owl", 0, prompt="an owl"),
        picture("other", 0, artist="somebody"),
    ]
    assert told(family("old", WORDS, jobs, (), lambda _: True)) == [("old", 0), ("old", 1), ("new", 0)]


def test_one_that_several_jobs_have_brought_is_one_and_its_file_is_that_which_is_here() -> None:
    jobs = [picture("one", 0), picture("one", 0, 1)]
    here = jobs[1].files[0]
    relatives = family("one", ("", ""), jobs, (), lambda file: file is here)
    assert told(relatives) == [("one", 0), ("one", 1)]
    assert [relative.file for relative in relatives] == [here, None]


def test_without_words_only_a_generations_own() -> None:
    jobs = [picture("one", 0, prompt="", artist=""), picture("two", 0, prompt="", artist="")]
    assert told(family("one", ("", ""), jobs, (), lambda _: True)) == [("one", 0)]
