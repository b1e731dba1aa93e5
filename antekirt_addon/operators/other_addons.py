# SPDX-License-Identifier: GPL-3.0-or-later
"""What other add-ons have given us to call: interface.py is where they do so.

Some of them are enabled before us, and none hears when we are disabled or updated, at which Blender forgets
all our modules. So it is kept under a name of its own beside the modules of this Python, in types of Python's
own: an earlier or later version finds it there.
"""

from __future__ import annotations

import sys
import traceback
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from ..message import Message
from ..scene.error import SceneError
from ..scene.import_outcome import ImportOutcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..jobs.job import Job, Kind
    from ..jobs.session import Session

Files: TypeAlias = "tuple[Path, ...]"
Subscriber: TypeAlias = "Callable[[str, str, Files], object]"  # of a generation's id, a kind and its files
Check: TypeAlias = "Callable[[str], object]"  # of a kind
Put: TypeAlias = "Callable[[str, str, Files], object]"  # as a Subscriber

KEPT = "antekirt_other_addons"  # among sys.modules


def subscribers() -> dict[str, Subscriber]:
    """Whom to call when a result is ready, by name."""
    return cast("dict[str, Subscriber]", _kept("subscribers"))


def places() -> dict[str, tuple[Check, Put]]:
    """Where others put results, by the name that the menu shows."""
    return cast("dict[str, tuple[Check, Put]]", _kept("places"))


def _kept(name: str) -> dict[str, Any]:
    module = sys.modules.setdefault(
        KEPT, ModuleType(KEPT, "What other add-ons gave to Antekirt for Blender.")
    )
    found: dict[str, Any] = vars(module).setdefault(name, {})
    return found


def tell(session: Session, job: Job) -> None:
    """Tell all subscribers of a job that has become ready. What fails in one is said, and stops nothing."""
    files = tuple(
        session.results_folder.path(file) for file in sorted(job.files, key=lambda file: file.index)
    )
    for name, function in list(subscribers().items()):
        try:
            function(job.generation_id, job.kind.value, files)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - anybody's
            told = _failure(name, error)
            session.tell(told)
            session.on_notice(told)


def places_for(kind: Kind) -> list[str]:
    """The names of the places that take such a result now. One that fails in telling is left out."""
    return [name for name in list(places()) if _takes(name, kind)]


def _takes(name: str, kind: Kind) -> bool:
    try:
        return bool(places()[name][0](kind.value))
    except (Exception, SystemExit):  # noqa: BLE001 - anybody's
        print(f"Antekirt: the place “{name}” of another add-on fails:", file=sys.stderr)  # noqa: T201
        traceback.print_exc()
        return False


def check(name: str, kind: Kind) -> None:
    """Raise SceneError where such a result cannot be put."""
    if name not in places():
        raise SceneError(
            Message("“{name}” is not there any more. Enable the add-on that puts results there.", name=name)
        )
    if not _takes(name, kind):
        raise SceneError(Message("“{name}” does not take this result now", name=name))


def put(name: str, job: Job, files: list[Path]) -> ImportOutcome:
    """Have another add-on put a result in its place. Raises SceneError."""
    check(name, job.kind)
    try:
        told = places()[name][1](job.generation_id, job.kind.value, tuple(files))
    except (Exception, SystemExit) as error:
        raise SceneError(_failure(name, error)) from error
    if isinstance(told, str) and (sentence := " ".join(told.split())):
        return ImportOutcome(sentence)
    return ImportOutcome(Message("“{title}” was given to {name}", title=job.title, name=name))


def _failure(name: str, error: BaseException) -> Message:
    """What failed of another's, and whose it is; all of it is on the console."""
    traceback.print_exception(error)
    reason = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    return Message(
        "“{name}” of another add-on has failed: {reason}. The result is there.", name=name, reason=reason
    )
