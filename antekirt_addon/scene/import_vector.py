# SPDX-License-Identifier: GPL-3.0-or-later
"""An SVG into a scene: read in a thread beside Blender, then built in slices."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

from ..message import Message, listed
from . import name_label, placement
from .artwork import content_note
from .artwork.left_out import counted, note, sentences
from .error import SceneError
from .scene_unit import meters
from .selection import select
from .svg_reader import read
from .vector.lent_glyphs import GlyphLender

if TYPE_CHECKING:
    from collections.abc import Generator

    import bpy

    from ..media.svg.shape import Artwork
    from .import_outcome import ImportOutcome
    from .import_target import Target
    from .kept_reading import KeptReadings
    from .source_file import SourceFile
    from .vector.vector_settings import VectorSettings

METERS_IN_AN_INCH = 0.0254


def import_vector(
    source: SourceFile,
    settings: VectorSettings,
    target: Target,
    kept: KeptReadings | None = None,
    *,
    aside: bool = False,
) -> Generator[float | None, None, ImportOutcome]:
    """Import an SVG file; yields the progress of building about every ten milliseconds or sooner.

    It is None while the file is being read, and as soon as anything is made above 0; 1 before all is shown.

    kept: what was read lately, for those who may well ask for it again. aside: it is put into no scene.
    Closed early, or raising SceneError, it leaves nothing behind, neither in the scene nor running.
    """
    return _without_collector(_lending(source, settings, target, kept, aside=aside))


def _lending(
    source: SourceFile, settings: VectorSettings, target: Target, kept: KeptReadings | None, *, aside: bool
) -> Generator[float | None, None, ImportOutcome]:
    """The import, with glyphs of Blender's own fonts at hand for its thread."""
    lender = GlyphLender()
    try:
        return (yield from _steps(source, settings, target, lender, kept, aside=aside))
    finally:
        lender.close()


def _steps(
    source: SourceFile,
    settings: VectorSettings,
    target: Target,
    lender: GlyphLender,
    kept: KeptReadings | None,
    *,
    aside: bool,
) -> Generator[float | None, None, ImportOutcome]:
    """The import itself."""
    content = yield from content_note.digest(source.path, settings)
    artwork = yield from read(source.path, settings, lender, kept)
    left_out = _left_out(artwork)
    if not artwork.shapes:
        problem = Message("{file} has nothing to draw", file=source.path.name)
        if left_out:
            problem = Message("{problem}: {reason}", problem=problem, reason=left_out)
        raise SceneError(problem)
    place = placement.resolve(target)
    if settings.real_size:
        target = place.target = replace(target, size=_real_size(artwork, settings.dpi, place.scene))
    from .vector.build_artwork import build  # only now: the thread has loaded NumPy, which takes its time

    parent = yield from build(artwork, source, settings, target, place, aside=aside)
    stand_ins = [_stood_in(families) for families in artwork.stand_ins.items()]
    note(parent, [*sentences(artwork.left_out), *stand_ins])
    if not stand_ins:  # else it is another artwork once the font is installed
        content_note.note(parent, content)
    if target.named:
        name_label.write_beneath(parent, source, (artwork.width, artwork.height), target.size)
    if not aside:
        select(place.scene, [parent])
    place.things += [parent, *parent.users_collection]
    warnings = [left_out, *stand_ins] if left_out else stand_ins
    return place.outcome(Message("Added “{name}”", name=source.name), warnings=warnings)


def _stood_in(families: tuple[str, str]) -> str:
    """What is said of a font that is not there."""
    missing, taken = families
    return Message("The font “{missing}” is not installed: “{taken}” stands in", missing=missing, taken=taken)


def _real_size(artwork: Artwork, dpi: float, scene: bpy.types.Scene) -> float:
    """The longer side that the file asks for, in the units of a scene."""
    inches = artwork.real_size.inches(max(artwork.width, artwork.height), dpi)
    return inches * METERS_IN_AN_INCH / meters(scene)


def _without_collector(
    steps: Generator[float | None, None, ImportOutcome],
) -> Generator[float | None, None, ImportOutcome]:
    """The same steps, with Python's cyclic collector at rest until the end, and then as it was found.

    It would stop Blender for thirty milliseconds and more each time, to look for cycles among the many
    objects of a drawing, which holds none. Of imports side by side the one that found it at work sets it to
    work again; if others are still under way, the next step of one of them finds it, and so on.
    """
    found_at_work = False
    try:
        while True:
            if gc.isenabled():
                found_at_work = True
                gc.disable()
            try:
                progress = next(steps)
            except StopIteration as end:
                outcome: ImportOutcome = end.value
                return outcome
            yield progress
    finally:
        steps.close()
        if found_at_work:
            gc.enable()


def _left_out(artwork: Artwork) -> str:
    """“3 filters and 1 text were left out”."""
    counts = artwork.left_out
    if not counts:
        return ""
    named = listed([counted(name, count) for name, count in counts.items()])
    if sum(counts.values()) == 1:
        return Message("{things} was left out", things=named)
    return Message("{things} were left out", things=named)
