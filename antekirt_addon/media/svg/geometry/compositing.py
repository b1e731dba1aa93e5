# SPDX-License-Identifier: GPL-3.0-or-later
"""What lets light through is cut by what lies beneath it, so that each part gets its right colour.

A browser blends colours sRGB-encoded, a renderer blends them linear: over one colour they can be made to
agree. Outlines on one surface with an opacity become parts that do not overlap, equal ones united; and where
a blend mode mixes colours, these are worked out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ....message import Message
from ..fading import faded_paint
from ..paint import Picture
from .backdrop import opaque
from .boolean import regions
from .cluster_overlay import Overlayer
from .ground_merging import merge_grounds, one_ground
from .paint_mixing import Unsayable
from .paint_stack import Appearance, Mixer
from .ring_set import UNITS, Rings, join_rings
from .translucent_cluster import Cluster, Stack, clusters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ...arrays import Integers
    from ..paint import Paint
    from ..shape import Text
    from .cluster_overlay import ClusterOverlay, Face
    from .element_outline import Outline
    from .paint_stack import Ground
    from .self_intersection_removal import Simplified

MOST_PARTS = 24  # of one cluster
# Faces thinner than this, in grid units, come of outlines that nearly meet.
THIN = 5e-5 * UNITS
OPACITY, MODE = Message("group fade"), Message("blend mode")


class Part(NamedTuple):
    """Something to be filled with one paint: number: the outline that it comes from, and whether all of it.

    ground: the colour beneath it, if that is one.
    """

    number: int
    paint: Paint
    is_whole: bool = True
    ground: Ground | None = None


@dataclass(frozen=True, slots=True)
class Composited:
    """Parts in painter's order, their rings, and for each ring the one it was before, or -1.

    beyond: outlines of one surface, for which no paints can say what they show together.
    """

    parts: list[Part]
    rings: Rings
    source: Integers
    left_out: Counter[str]
    beyond: list[list[int]]


def composited(
    drawn: Sequence[Outline],
    simple: Simplified,
    texts: Sequence[Text | None],
    check: Callable[[], None],
) -> Composited:
    """What is to be filled, in place of outlines that let light through; texts stay whole."""
    left_out: Counter[str] = Counter()
    paints = {id(o.paint): o.paint for o in drawn}
    if all(map(opaque, paints.values())) and not any(o.element.surfaces for o in drawn):
        everything = [Part(number, o.paint) for number, o in enumerate(drawn)]
        return Composited(everything, simple.rings, simple.source, left_out, [])
    stack = Stack.of(drawn, simple.rings)
    units = stack.units()
    beyond: list[list[int]] = []
    parts: list[tuple[Part, Rings | None]] = []
    for cluster, overlay in _overlays(stack, units, simple, check):
        is_text = all(texts[number] for number in cluster.members)
        found = _parts(cluster, overlay, Mixer(stack), is_text=is_text) if overlay else None
        if found is None:
            found = _as_they_are(cluster.members, stack, left_out)
            if drawn[cluster.members[0]].element.surfaces:
                beyond.append(cluster.members)
        parts += found
    blended = {number for unit in units for number in unit}
    plain = [number for number in np.flatnonzero(stack.is_there).tolist() if number not in blended]
    parts += [(Part(number, stack.paints[number]), None) for number in plain]
    parts.sort(key=lambda pair: pair[0].number)
    return _assembled(parts, simple, left_out, beyond)


def _overlays(
    stack: Stack, units: Sequence[list[int]], simple: Simplified, check: Callable[[], None]
) -> Iterator[tuple[Cluster, ClusterOverlay | None]]:
    """All clusters, and how their outlines lie over each other and over others, if that can be found out."""
    if not units:
        return
    found = clusters(stack, units, check)
    if found is None:
        yield from ((Cluster(unit, []), None) for unit in units)
    else:
        yield from Overlayer(stack, simple, check).overlays(found)


def _parts(
    cluster: Cluster, overlay: ClusterOverlay, mixer: Mixer, *, is_text: bool
) -> list[tuple[Part, Rings | None]] | None:
    """What a cluster becomes; None if no paints can say it. is_text: what lies beneath does not cut it."""
    try:
        appearances = [mixer.appearance(face.members, face.below, is_text=is_text) for face in overlay.faces]
    except Unsayable:
        return None
    appearances = _with_few_grounds(appearances, overlay.faces, is_text=is_text)
    faces_of: dict[Appearance, set[int]] = {}
    for number, (appearance, face) in enumerate(zip(appearances, overlay.faces, strict=True)):
        if face.thickness > THIN:
            faces_of.setdefault(appearance, set()).add(number)
    if len(faces_of) > MOST_PARTS:
        return None
    result: list[tuple[Part, Rings | None]] = []
    part_of_face = np.full(len(overlay.faces) + 1, -1)  # the last is no face
    cut: list[Part] = []
    for appearance, own in faces_of.items():
        whole = _whole(own, cluster, overlay.faces)
        number = whole if whole is not None else min(overlay.faces[n].members[-1] for n in own)
        part = Part(number, appearance.paint, whole is not None, appearance.ground)
        if part.is_whole:
            result.append((part, None))
        else:
            same = [n for n, other in enumerate(appearances) if other == appearance]
            part_of_face[same] = len(cut)
            cut.append(part)
    if cut:
        rings = regions(overlay.edges, part_of_face[overlay.left], part_of_face[overlay.right])
        for number, part in enumerate(cut):
            result.append((part, rings.part(number)))
    return result


def _with_few_grounds(
    appearances: list[Appearance], faces: Sequence[Face], *, is_text: bool
) -> list[Appearance]:
    """The same, but that grounds which make no difference are one; and those of texts and pictures."""
    areas: dict[Paint, dict[Ground | None, float]] = {}
    for (paint, ground), face in zip(appearances, faces, strict=True):
        own = areas.setdefault(paint, {})
        own[ground] = own.get(ground, 0.0) + face.area
    chosen = {
        paint: one_ground(own) if is_text or isinstance(paint, Picture) else merge_grounds(paint, own)
        for paint, own in areas.items()
    }
    return [Appearance(paint, chosen[paint][ground]) for paint, ground in appearances]


def _whole(own: set[int], cluster: Cluster, faces: Sequence[Face]) -> int | None:
    """The outline that some faces make up all of, if there is one."""
    for number in cluster.members:
        if own == {n for n, face in enumerate(faces) if face.thickness > THIN and number in face.members}:
            return number
    return None


def _as_they_are(
    numbers: Sequence[int], stack: Stack, left_out: Counter[str]
) -> list[tuple[Part, Rings | None]]:
    """Outlines with the opacities of their surfaces, each by itself; what is wrong so is counted."""
    surfaces = [surface for number in numbers for surface in stack.surfaces[number]]
    if any(surface.mode != "normal" for surface in surfaces):
        left_out[MODE] += 1
    elif surfaces and len(numbers) > 1:
        left_out[OPACITY] += 1
    parts: list[tuple[Part, Rings | None]] = []
    for number in numbers:
        paint = stack.paints[number]
        for surface in stack.surfaces[number]:
            paint = faded_paint(paint, surface.opacity)
        parts.append((Part(number, paint), None))
    return parts


def _assembled(
    pairs: Sequence[tuple[Part, Rings | None]],
    simple: Simplified,
    left_out: Counter[str],
    beyond: list[list[int]],
) -> Composited:
    """Parts with their rings: those that they had, or new ones."""
    rings = simple.rings
    part_of_outline = np.full(int(rings.shape.max(initial=0)) + 1, -1)
    anew = []
    for nth, (part, own) in enumerate(pairs):
        if own is None:
            part_of_outline[part.number] = nth
        else:
            anew.append(Rings(own.points, own.starts, np.full(len(own.shape), nth)))
    shape = part_of_outline[rings.shape]
    kept = np.flatnonzero(shape >= 0)
    kept = kept[np.argsort(shape[kept], kind="stable")]
    every = [rings.select(kept, shape[kept]), *anew]
    source = np.concatenate((simple.source[kept], np.full(sum(len(own.shape) for own in anew), -1)))
    order = np.argsort(np.concatenate([own.shape for own in every]), kind="stable")
    return Composited([part for part, _ in pairs], join_rings(every), source[order], left_out, beyond)
