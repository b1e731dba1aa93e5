# SPDX-License-Identifier: GPL-3.0-or-later
"""A report for whoever helps: versions, jobs, and what went wrong, without anything that is private."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .job import Job

LATEST = 20  # jobs
KEY = re.compile(r"ak_[0-9A-Za-z]{8,}")
URL = re.compile(r"https?://[^\s”\"']+", re.IGNORECASE)


def report(
    facts: Mapping[str, str],
    jobs: Iterable[Job],
    *,
    notices: Iterable[str] = (),
    secrets: Iterable[str] = (),
    with_prompts: bool = False,
) -> str:
    """The report as text. secrets: the key and folder names, longest first; each is struck out.

    Prompts and artists' names are left out unless `with_prompts`; of web addresses only the host stays.
    """
    newest = sorted(jobs, key=lambda job: job.created_at)[-LATEST:]
    lines = [f"{name}: {value}" for name, value in facts.items()]
    lines += [f"Notice: {notice}" for notice in notices]
    lines += [line for job in reversed(newest) for line in _job_lines(job, with_prompts=with_prompts)]
    text = "\n".join(lines) + "\n"
    for secret in secrets:
        text = text.replace(secret, "~") if secret else text
    return URL.sub(_host, KEY.sub("<key>", text))


def _job_lines(job: Job, *, with_prompts: bool) -> list[str]:
    when = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(job.created_at))
    head = f"{when} UTC {job.kind} {job.state}"
    facts = {
        "generation": job.generation_id or "none yet",
        "service said": job.service_word,
        "credits": "" if job.credits_used is None else str(job.credits_used),
        "took": f"{job.took_seconds:.0f} s" if job.took_seconds else "",
        "files": ", ".join(f"{file.path} {file.size} B" for file in job.files),
        "problem": f"{job.problem.text} (charged: {job.problem.charged})" if job.problem else "",
        "prompt": job.prompt if with_prompts else "",
    }
    problem = facts["problem"]
    if not with_prompts and job.prompt:
        facts["problem"] = problem.replace(job.prompt, "<prompt>")
    return ["", head, *(f"    {name}: {value}" for name, value in facts.items() if value)]


def _host(match: re.Match[str]) -> str:
    parts = urlsplit(match.group())
    return f"{parts.scheme}://{parts.hostname or ''}"
