# SPDX-License-Identifier: GPL-3.0-or-later
"""What came of an import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from ..message import joined

if TYPE_CHECKING:
    from .id_reference import IdReference

# Where things are put: at the cursor, near it beside, in front of or on top of something, in a row with
# something, on something's surface, on objects, around a scene, in an editor that was open; "" nowhere.
Where: TypeAlias = Literal[
    "",
    "3D_CURSOR",
    "BESIDE",
    "IN_FRONT",
    "ON_TOP",
    "IN_ROW",
    "ON_SURFACE",
    "OBJECTS",
    "SCENE",
    "IMAGE_EDITOR",
    "NODE_EDITOR",
]


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What was made, by name: datablocks themselves would not outlive an undo.

    sentence says what happened; warnings say what was not as asked.
    things: what was made, and what was changed to show it. scene: the one it was done in.
    neighbor: the name of what it stands beside, in front of, on top of, in a row with, or lies on.
    """

    sentence: str
    images: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    things: tuple[IdReference, ...] = ()
    where: Where = ""
    scene: IdReference | None = None
    neighbor: str = ""

    @property
    def message(self) -> str:
        """All of it as one text."""
        return joined([self.sentence, *self.warnings])
