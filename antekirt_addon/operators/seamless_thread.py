# SPDX-License-Identifier: GPL-3.0-or-later
"""The thread in which pictures are made seamless; what comes of it is a step of undo of its own."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy
from bpy.app.translations import pgettext_n as n_

from ..message import Message
from ..scene import id_reference, seamless_copy
from ..scene.error import SceneError
from ..worker_pool import WorkerPool
from . import import_lock, notice, runtime
from .import_deferral import Deferral

if TYPE_CHECKING:
    from ..scene.id_reference import IdReference
    from ..scene.seamless_copy import FinishedTile


@dataclass(frozen=True, slots=True)
class Done:
    sentence: str
    is_fine: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture to be made seamless, and the material that is to show it then, if one is."""

    image: IdReference
    material: IdReference | None

    def take(self, tile: FinishedTile) -> Done:
        """Bring the tile into the file. Raises SceneError when the picture is gone."""
        image = id_reference.find(self.image)
        if image is None:
            raise SceneError(Message("“{name}” is gone: nothing was made seamless", name=self.image.name))
        copy = seamless_copy.make(image, tile)
        material = id_reference.find(self.material) if self.material else None
        if material is None or not seamless_copy.use(image, copy, material):
            seamless_copy.show(image, copy)
        values = {"name": image.name, "copy": copy.name}
        if tile.was_one:
            return Done(
                Message("The borders of “{name}” fit as they are: “{copy}” is the same", **values), True
            )
        if not tile.is_unseen:
            told = Message(
                "“{copy}” is there, but its borders fit badly: “{name}” has nothing alike", **values
            )
            return Done(told, False)
        return Done(Message("“{copy}” repeats without a seam; “{name}” is as it was", **values), True)


@dataclass(slots=True)
class UnderWay:
    wanted: Wanted
    deferral: Deferral
    outcome: FinishedTile | Exception | None = None


class SeamlessThread:
    """What is under way, in the order in which it was asked for."""

    def __init__(self) -> None:
        self.pool = WorkerPool("seamless", 1)
        self.under_way: list[UnderWay] = []

    def close(self) -> None:
        self.pool.stop(0.0)

    def begin(self, wanted: Wanted, pixels: Any) -> None:  # noqa: ANN401 - an array
        """Make it seamless beside the window; the same is not made twice at a time."""
        if any(one.wanted == wanted for one in self.under_way):
            return
        begun = UnderWay(wanted, Deferral())
        self.under_way.append(begun)
        self.pool.run(
            lambda: seamless_copy.finished(pixels), lambda outcome: setattr(begun, "outcome", outcome)
        )

    def bring_what_came(self) -> None:
        """Bring in what is finished, when that does not disturb; called at each tick."""
        for done in [one for one in self.under_way if one.outcome is not None]:
            if done.deferral.must_wait() or import_lock.is_anothers(None):
                return
            self.under_way.remove(done)
            notice.tell(_taken(done))

    def is_at(self, image: bpy.types.Image) -> bool:
        """Whether an image is being made seamless."""
        return any(one.wanted.image.uid == image.session_uid for one in self.under_way)

    def forget(self) -> None:
        """Called when another file is open: what is still under way was for the last one."""
        self.under_way.clear()


def _taken(done: UnderWay) -> str:
    if isinstance(done.outcome, MemoryError):
        return seamless_copy.NO_MEMORY
    if isinstance(done.outcome, Exception):
        raise done.outcome
    assert done.outcome is not None
    try:
        told = done.wanted.take(done.outcome).sentence
    except SceneError as error:
        return str(error)
    with suppress(RuntimeError):  # no window to do it in
        bpy.ops.ed.undo_push(message=n_("Make Seamless", "Operator"))
    return told


def _bring_what_came() -> None:
    runtime.state(SeamlessThread).bring_what_came()


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _forget(*_: object) -> None:
    runtime.state(SeamlessThread).forget()


HANDLERS = (("load_post", _forget),)
CLASSES = ()


def register() -> None:
    runtime.watch(_bring_what_came)
