# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs, credits and times in words that fit a narrow sidebar, in the artist's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bpy.app.translations import pgettext_iface as iface_

from ..jobs import remaining_time
from ..jobs.job import Kind, State
from ..jobs.problem import MISNAMED_ABSENT, NOTHING_NEW
from ..translations import translated
from ..translations.duration import seconds_in_words, time_left
from ..translations.number import number

if TYPE_CHECKING:
    from ..jobs.job import Job
    from ..jobs.problem import Problem

NEARLY_DONE = 0.95  # where a bar waits when a job takes longer than such jobs did lately


def shortened(text: str, length: int = 60) -> str:
    """A text on one line, cut to about so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def title(job: Job) -> str:
    """A job in a line: its prompt, and before that the artist, if several were asked for the same."""
    prompt = shortened(job.prompt)
    is_compared = job.artist_name and job.purpose.get("target", {}).get("named")
    return f"{job.artist_name} · {prompt}" if is_compared else prompt


def credits_in_words(count: int) -> str:
    return (iface_("1 credit") if count == 1 else iface_("{count} credits")).format(count=number(count))


def price_in_words(count: int) -> str:
    """Credits on a button."""
    return (iface_("1 Credit") if count == 1 else iface_("{count} Credits")).format(count=number(count))


def progress(job: Job, share: float | None, now: float) -> tuple[str, float]:
    """A job's state in words, and how much of it is done, 0 to 1. now: seconds since 1970."""
    text, done = _progress(job, share, now)
    return (iface_("Elsewhere: {state}").format(state=text) if job.elsewhere else text), done


def _progress(job: Job, share: float | None, now: float) -> tuple[str, float]:
    match job.state:
        case State.WAITING:
            return iface_("Waiting for its image"), 0.0
        case State.QUEUED if job.elsewhere or job.problem:  # which says what it waits for
            return iface_("Not sent yet"), 0.0
        case State.QUEUED:
            return iface_("Next to be sent"), 0.0
        case State.SUBMITTING:
            return iface_("Sending"), 0.0
        case State.UNCONFIRMED:
            return iface_("Looking for the answer"), 0.0
        case State.RUNNING:
            return _running(job, now)
        case State.DOWNLOADING:
            share = share or 0.0
            return iface_("Downloading {percent} %").format(percent=round(100 * share)), share
    return outcome(job), 1.0


def _running(job: Job, now: float) -> tuple[str, float]:
    if job.free or not job.submitted_at:
        return iface_("Fetching"), 0.0
    verb = {
        Kind.IMAGE: iface_("Generating"),
        Kind.SVG: iface_("Vectorizing"),
        Kind.VIDEO: iface_("Animating"),
    }[job.kind]
    if job.elsewhere:  # and not asked about, so that its time may be long over
        return verb, 0.0
    spent = remaining_time.so_far(job, now)
    left = remaining_time.seconds_left(job, now)
    done = min(spent / job.expected_seconds, NEARLY_DONE) if job.expected_seconds else 0.0
    if remaining_time.is_late(job, now):
        words = f"{iface_('longer than usual')} · {seconds_in_words(spent)}"
    elif left is None:
        words = seconds_in_words(spent)
    else:
        words = time_left(left) if left >= 1 else iface_("nearly done")
    return f"{verb} · {words}", done


def without_verb(text: str) -> str:
    """What a bar says where there is no room for what is done: its icon tells that as well."""
    return text.partition(" · ")[2] or text


def outcome(job: Job) -> str:
    """How a job ended, or why it stands still, as a heading."""
    if job.cancelled:
        return iface_("Cancelled")
    match job.state:
        case State.READY:
            return iface_("Ready")
        case State.FAILED if job.problem and job.problem.charged is False:
            return iface_("Not Sent")
        case State.FAILED:
            return iface_("Failed")
        case State.CANCELLED:
            return iface_("Cancelled")
        case State.ABSENT | State.QUEUED:  # this one only while it is looked for once more
            return iface_("Never Answered")
        case State.HELD if job.problem and job.problem.text in {NOTHING_NEW.text, MISNAMED_ABSENT.text}:
            return iface_("No Result Yet")
        case State.HELD:
            return iface_("Not Saved Yet")
        case State.UNSENT:
            return iface_("Never Sent")
    return iface_("Under Way")


def charge_text(problem: Problem) -> str:
    """Whether a problem cost credits."""
    match problem.charged:
        case True:
            return iface_("Its credits were taken")
        case False:
            return iface_("No credits were taken")
        case None:
            return iface_("Not known whether credits were taken")


def problem_text(problem: Problem) -> str:
    """What happened and what to do, in the artist's language where it is translated."""
    return translated(problem.text)
