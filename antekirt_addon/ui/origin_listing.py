# SPDX-License-Identifier: GPL-3.0-or-later
"""What the panels show of where a thing comes from, read outside draw().

A panel asks for a thing by `of`, in its poll or draw. The timer reads what was asked for: what the thing
names, which files of it are here, what the account has of it. A thing that is asked for the first time is
read at once; the others are looked at again now and then, as Blender tells nobody of a changed property.
"""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import bpy

from ..clean_text import one_line
from ..operators import runtime
from ..scene import compat, file_location, origin
from ..scene.artwork.left_out import noted
from ..scene.attribution import read_all
from . import date_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..scene.attribution import Attribution, Stampable

MOST_ASKED = 24  # things whose origin is kept in sight
LONGEST_PROMPT = 400  # characters
MOST_SHOWN = 12  # works of one thing that are shown
LOOK_SECONDS = 0.5  # between two looks at what is shown
LOOK_SHARE = 100  # at least so many times the processor time of one look


@dataclass(frozen=True, slots=True)
class ThingKey:
    """A thing by its name: no datablock is held. kind: as in ID.id_type, or STRIP with its scene's name."""

    kind: str
    name: str
    library: str
    scene: str = ""


@dataclass(frozen=True, slots=True)
class ShownImage:
    """An image datablock, by its name. file: the path of what it shows, "" if that is packed."""

    name: str
    library: str
    file: str

    def found(self) -> Any:  # noqa: ANN401 - an Image, or None
        """The datablock, if it is still there."""
        return BLOCKS["IMAGE"]().get((self.name, self.library or None))


@dataclass(frozen=True, slots=True)
class ShownWork:
    """One work.

    artist, prompt: as they are drawn; what a file says may be of any length.
    picture: the path of a file that shows it, "" if none is here; image: what in the blend file shows it.
    had: what there is of its generation, to be placed again for nothing.
    """

    work: Attribution
    artist: str
    prompt: str
    when: str
    picture: str
    image: ShownImage | None
    had: frozenset[str]


@dataclass(frozen=True, slots=True)
class Origin:
    """works: those that are shown, of `total`. left_out: what of an artwork's file could not be drawn."""

    works: tuple[ShownWork, ...] = ()
    total: int = 0
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """What there is of a work's generation. picture: the path of its original. kinds: of output."""

    picture: str = ""
    kinds: frozenset[str] = frozenset()


class Holdings:
    """Who knows what there is besides the file: nobody without an account.

    of: tells it of a work. version: is another one when that may have changed.
    """

    def __init__(self) -> None:
        self.of: Callable[[Attribution], Holding] = lambda _work: Holding()
        self.version: Callable[[], object] = lambda: None


NOTHING = Origin()
REGIONS = {"VIEW_3D": "UI", "IMAGE_EDITOR": "UI", "SEQUENCE_EDITOR": "UI", "PROPERTIES": "WINDOW"}


class Origins:
    """asked: by thing, the one asked for last at the end; None until it has been read.

    made_of: what each was made of: the disk and the journal are asked only when that is another. When a work
    was made is said anew at midnight, and in another language.
    """

    def __init__(self) -> None:
        self.asked: OrderedDict[ThingKey, Origin | None] = OrderedDict()
        self.made_of: dict[ThingKey, object] = {}
        self.look_again_at = 0.0

    def forget(self) -> None:
        """Another file is open: what has the same name there is another thing."""
        self.asked.clear()
        self.made_of.clear()

    def follow(self) -> None:
        """Read what was asked for; called at each tick."""
        is_due = (now := time.monotonic()) >= self.look_again_at
        wanted = [key for key, known in self.asked.items() if is_due or known is None]
        if not wanted:
            return
        begun, before = time.thread_time(), dict(self.asked)
        for key in wanted:
            self._read(key)
        self.made_of = {key: self.made_of[key] for key in self.asked}
        if is_due:
            self.look_again_at = now + max(LOOK_SECONDS, LOOK_SHARE * (time.thread_time() - begun))
        if before != self.asked:
            _redraw()

    def _read(self, key: ThingKey) -> None:
        thing = _found(key)
        shown_by_it = origin.shown_by(thing) if thing else []
        works = origin.each_once(work for one in shown_by_it for work in read_all(one))
        images = _images(shown_by_it)
        left_out = tuple(noted(thing)) if isinstance(thing, bpy.types.Object) else ()
        today = datetime.now(tz=UTC).astimezone().date()
        whens = tuple(date_text.date_in_words(work.created_at, today) for work in works[:MOST_SHOWN])
        made_of = works, images, left_out, whens, runtime.state(Holdings).version()
        if self.made_of.get(key) != made_of:
            self.made_of[key] = made_of
            shown = tuple(_shown(work, when, images) for work, when in zip(works, whens, strict=False))
            self.asked[key] = Origin(shown, len(works), left_out)


def of(thing: Any) -> Origin:  # noqa: ANN401 - what can be stamped, or None
    """Where a thing comes from, as far as it has been read."""
    if thing is None:
        return NOTHING
    asked, key = runtime.state(Origins).asked, _key(thing)
    if key in asked:
        asked.move_to_end(key)
    else:
        asked[key] = None
        if len(asked) > MOST_ASKED:
            asked.popitem(last=False)
        runtime.wake()
    return asked[key] or NOTHING


def _key(thing: Any) -> ThingKey:  # noqa: ANN401 - see above
    if isinstance(thing, bpy.types.ID):
        library = thing.library
        return ThingKey(thing.id_type, thing.name, library.filepath if library else "")
    return ThingKey("STRIP", thing.name, "", thing.id_data.name)


BLOCKS: dict[str, Callable[[], Any]] = {
    "OBJECT": lambda: bpy.data.objects,
    "MATERIAL": lambda: bpy.data.materials,
    "IMAGE": lambda: bpy.data.images,
    "WORLD": lambda: bpy.data.worlds,
}


def _found(key: ThingKey) -> Stampable | None:
    if key.kind == "STRIP":
        scene = bpy.data.scenes.get(key.scene)
        strips: Any = compat.every_strip(scene) if scene else ()
        return next((strip for strip in strips if strip.name == key.name), None)
    found: Stampable | None = BLOCKS[key.kind]().get((key.name, key.library or None))
    return found


def _images(shown: Iterable[Stampable]) -> dict[tuple[str, int], ShownImage]:
    """The pictures among what a thing shows, by the generation and the index that each names."""
    return {
        (work.generation_id, work.image_index): ShownImage(
            image.name, image.library.filepath if image.library else "", _file(image)
        )
        for image in shown
        if isinstance(image, bpy.types.Image)
        for work in read_all(image)
    }


def _file(image: bpy.types.Image) -> str:
    """The file that an image of this blend file shows, "" where there is none that Blender can show."""
    has_file = image.source == "FILE" and image.filepath and not (image.packed_file or image.library)
    return str(file_location.absolute(image.filepath)) if has_file else ""


def _shown(work: Attribution, when: str, images: Mapping[tuple[str, int], ShownImage]) -> ShownWork:
    image = images.get((work.generation_id, work.image_index))
    holding = runtime.state(Holdings).of(work)
    pictures = (holding.picture, image.file if image else "")
    return ShownWork(
        work,
        one_line(work.artist_name) or one_line(work.artist_id),
        one_line(work.prompt, LONGEST_PROMPT),
        when,
        # That of `os` raises nothing where a drive is gone.
        next((path for path in pictures if path and os.path.isfile(path)), ""),  # noqa: PTH113
        image,
        frozenset({work.kind, *holding.kinds}),
    )


def _redraw() -> None:
    """Have all drawn again that may show an origin."""
    for window in bpy.data.window_managers[0].windows:
        for area in window.screen.areas:
            for region in area.regions:
                if REGIONS.get(area.type) == region.type:
                    region.tag_redraw()


def watch() -> None:
    """Keep up with what is shown; called at each tick."""
    runtime.state(Origins).follow()


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_load(*_: object) -> None:
    runtime.state(Origins).forget()


HANDLERS = (("load_post", _after_load),)
CLASSES = ()


def register() -> None:
    runtime.watch(watch)
