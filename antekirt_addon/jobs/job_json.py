# SPDX-License-Identifier: GPL-3.0-or-later
"""A job as the journal keeps it, read by earlier and by later versions of the add-on alike.

An earlier version passes over the fields that it does not know, but not over a word for a state: a job that
was never sent is kept as one that failed and can be sent again.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from ..api.reading import cleaned
from ..clean_text import one_line, several_lines
from .candidate import Candidate
from .job import Job, Kind, ResultFile, State
from .problem import Problem

# What the service told: 0.1.0 kept it as it was sent.
TOLD = frozenset({"generation_id", "artist_id", "artist_name", "generation_created_at", "service_word"})
# What the panel looks at of what is opaque here.
PURPOSE = {"image_index": int | None, "press": str, "target": dict, "row": dict}


def to_json(job: Job) -> dict[str, Any]:
    data = {_stored(f.name): getattr(job, f.name) for f in fields(job)}
    return data | {
        "files": [[getattr(file, f.name) for f in fields(file)] for file in job.files],
        "candidates": [[getattr(one, f.name) for f in fields(one)] for one in job.candidates],
        "problem": job.problem and job.problem.to_json(),
        **({"state": State.FAILED, "unsent": True} if job.state is State.UNSENT else {}),
    }


def from_json(data: dict[str, Any]) -> Job:
    """Read back `to_json`; fields unknown to this version are passed over.

    The account of a job that an earlier version wrote stands with what it saw before the submit.
    """
    known = {f.name: data[_stored(f.name)] for f in fields(Job) if _stored(f.name) in data}
    known["kind"] = Kind(data["kind"])
    known["state"] = State.UNSENT if data.get("unsent") else State(data["state"])
    known["account"] = data.get("account") or data.get("before", {}).get("account", "")
    known["files"] = tuple(ResultFile(*row) for row in cleaned(data.get("files", [])))
    known["candidates"] = tuple(Candidate(*row) for row in cleaned(data.get("candidates", [])))
    known["not_this"] = tuple(data.get("not_this", ()))
    known |= {name: one_line(known[name]) for name in TOLD & known.keys()}
    known["imported"] = imported if isinstance(imported := data.get("imported"), dict) else None
    known["purpose"] = _sound(data.get("purpose", {}))
    known["prompt"] = several_lines(data.get("prompt", ""))
    known["problem"] = Problem.from_json(data["problem"]) if data.get("problem") else None
    return Job(**known)


def _sound(purpose: dict[str, Any]) -> dict[str, Any]:
    """What a result is for, without what can be no part of it: a result that was paid for keeps its card."""
    return {name: value for name, value in purpose.items() if isinstance(value, PURPOSE.get(name, object))}


def _stored(field_name: str) -> str:
    """What the journal calls a field: a name that was changed here stays there as it always was."""
    return {"baseline": "before"}.get(field_name, field_name)
