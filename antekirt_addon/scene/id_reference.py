# SPDX-License-Identifier: GPL-3.0-or-later
"""A datablock to be found again after minutes, an undo or a restart, whatever its name is by then."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Self

import bpy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

COLLECTIONS: dict[str, Callable[[], Any]] = {
    "BRUSH": lambda: bpy.data.brushes,
    "CAMERA": lambda: bpy.data.cameras,
    "COLLECTION": lambda: bpy.data.collections,
    "IMAGE": lambda: bpy.data.images,
    "LIGHT": lambda: bpy.data.lights,
    "MATERIAL": lambda: bpy.data.materials,
    "NODETREE": lambda: bpy.data.node_groups,
    "OBJECT": lambda: bpy.data.objects,
    "SCENE": lambda: bpy.data.scenes,
    "WORLD": lambda: bpy.data.worlds,
}
OPEN_FILE = "antekirt_open_file"  # in the namespace of drivers


@dataclass(frozen=True, slots=True)
class IdReference:
    """In names and numbers only, so that it can be stored. One of a name alone is found by that name.

    kind: as in ID.id_type. library: the name of the one that it is linked from, "" if of none; None for any.
    uid: its session uid. open_file: what tells one opened file, in one running Blender, from any other,
    as a session uid means something there alone.
    """

    kind: str
    name: str
    library: str | None = None
    uid: int = 0
    open_file: str = ""

    @property
    def is_of_open_file(self) -> bool:
        """Whether it was noted since the file was opened: what has its name by now may be another."""
        return bool(self.open_file) and self.open_file == _open_file()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read back `to_json`; what a later version has added to it is ignored.

        Raises TypeError or ValueError for what is none: Blender looks up nothing but text.
        """
        read = cls(**{field.name: data[field.name] for field in fields(cls) if field.name in data})
        texts = (read.kind, read.name, "" if read.library is None else read.library, read.open_file)
        if not isinstance(read.uid, int) or not all(isinstance(text, str) for text in texts):
            raise TypeError(data)
        "".join(texts).encode()
        return read


def from_json_or_name(kind: str, data: dict[str, Any] | str | None) -> IdReference | None:
    """Read back a reference, or what the first version wrote in its place: a name, "" for none."""
    if isinstance(data, str):
        return IdReference(kind, data) if data else None
    return IdReference.from_json(data) if data else None


def note(datablock: bpy.types.ID) -> IdReference:
    """The reference to a datablock of one of the kinds in COLLECTIONS, not one within another datablock."""
    return note_all([datablock])[0]


def note_all(datablocks: Iterable[bpy.types.ID]) -> tuple[IdReference, ...]:
    """The references to many."""
    file, noted = _open_file(), []
    for block in datablocks:
        library = block.library
        noted.append(
            IdReference(block.id_type, block.name, library.name if library else "", block.session_uid, file)
        )
    return tuple(noted)


def find(reference: IdReference) -> Any:  # noqa: ANN401 - an ID of the reference's kind, or None
    """The datablock of a reference, None if it is gone.

    By session uid in the file in which it was noted, for a stranger may have its name by now; after a load
    or a restart by name.
    """
    named = find_namesake(reference)
    if not reference.is_of_open_file or (named and named.session_uid == reference.uid):
        return named
    return next(
        (block for block in COLLECTIONS[reference.kind]() if block.session_uid == reference.uid), None
    )


def find_all(references: Sequence[IdReference]) -> list[Any]:
    """The datablocks of references, as `find` gives them, but with one look at all there are of a kind."""
    known: dict[str, dict[int, Any]] = {}
    found, file = [], _open_file()
    for reference in references:
        if reference.open_file != file:
            found.append(find_namesake(reference))
            continue
        if reference.kind not in known:
            known[reference.kind] = {block.session_uid: block for block in COLLECTIONS[reference.kind]()}
        found.append(known[reference.kind].get(reference.uid))
    return found


def find_namesake(reference: IdReference) -> Any:  # noqa: ANN401 - as above
    """What has a reference's name, and comes from the same library, whether or not it is what was meant."""
    blocks, library = COLLECTIONS[reference.kind](), reference.library
    if library is None:
        return blocks.get(reference.name)
    if not library:
        return blocks.get((reference.name, None))
    linked = (block for block in blocks if block.library and block.library.name == library)
    return next((block for block in linked if block.name == reference.name), None)


def holds(objects: Any, obj: bpy.types.Object) -> bool:  # noqa: ANN401 - those of a scene or a view layer
    """Whether this one is among them, and not only one of its name from a library."""
    named = objects.get(obj.name)
    return bool(named == obj or (named and any(other == obj for other in objects)))


def _open_file() -> str:
    """A word for the file that is open: at each load, and only then, Blender empties this namespace."""
    word: str = bpy.app.driver_namespace.get(OPEN_FILE) or uuid.uuid4().hex
    bpy.app.driver_namespace[OPEN_FILE] = word
    return word
