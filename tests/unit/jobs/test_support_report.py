# SPDX-License-Identifier: GPL-3.0-or-later
"""The report for support tells what happened and nothing that is private."""

from __future__ import annotations

from dataclasses import replace

from antekirt_addon.jobs.job import Job, Kind, ResultFile, State
from antekirt_addon.jobs.problem import Problem
from antekirt_addon.jobs.support_report import LATEST, report

KEY = "ak_2e1a9c97c684f8d6ccaeac7654a9035d853bbf18"
OTHER_KEY = "ak_ffffffffffffffffffffffffffffffffffffffff"
PROMPT = "my secret fox"
JOB = Job(
    Kind.IMAGE,
    {"prompt": PROMPT},
    "https://api.antekirt.com",
    state=State.HELD,
    prompt=PROMPT,
    artist_name="Humberto",
    generation_id="aa471b83-3153-48fe-8d42-79476ff73e75",
    credits_used=3,
    files=(ResultFile("results/x/image-0.webp", 0, 10, "00", "https://cdn.example.com/x?signature=abc"),),
    problem=Problem(
        f"The folder /home/ada/Art/Antekirt refused {PROMPT}, {KEY} and {OTHER_KEY} at"
        " https://user@cdn.example.com/x/image.webp?signature=abc",
        charged=True,
    ),
)


def told(*jobs: Job, with_prompts: bool = False) -> str:
    return report(
        {"Blender": "5.0.1"},
        jobs,
        notices=[f"Something about {KEY}"],
        secrets=(KEY, "/home/ada/Art/Antekirt", "/home/ada"),
        with_prompts=with_prompts,
    )


def test_what_helps_is_told() -> None:
    text = told(JOB)
    for fact in ("5.0.1", "image held", JOB.generation_id, "charged: True", "image-0.webp", "credits: 3"):
        assert fact in text


def test_what_is_private_is_not() -> None:
    text = told(JOB)
    for secret in (KEY, OTHER_KEY, PROMPT, "Humberto", "ada", "signature", "user@", "x/image.webp"):
        assert secret not in text


def test_prompts_are_told_on_request() -> None:
    assert PROMPT in told(JOB, with_prompts=True)


def test_the_latest_jobs_come_first_and_old_ones_not_at_all() -> None:
    jobs = [replace(JOB, id=str(n), created_at=n, generation_id=f"generation {n:03}") for n in range(50)]
    text = told(*jobs)
    assert text.index("generation 049") < text.index("generation 048")
    assert text.count("generation 0") == LATEST


def test_no_job_is_no_error() -> None:
    assert told() == "Blender: 5.0.1\nNotice: Something about ~\n"
