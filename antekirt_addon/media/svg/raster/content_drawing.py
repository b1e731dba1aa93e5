# SPDX-License-Identifier: GPL-3.0-or-later
"""Elements drawn on a canvas in painter's order, those with effects as well."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..blending import blended
from ..geometry.element_outline import closed, outlines
from .affine import mapped
from .coverage import coverage
from .filter_drawing import filtered
from .paint_color import colors
from .read_picture import with_pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..geometry.element_outline import Outline
    from ..shape import ClipRegion, Effect, Element, Fade, Points, Rule
    from .grid import Canvas, Coverage, Grid, Patch
    from .read_picture import Decode

FAR = 1e7  # pixels from the origin
TOLERANCE = 0.1  # pixels
LUMINANCE = np.array([0.2125, 0.7154, 0.0721], np.float32)


class Environment(NamedTuple):
    """check: raises Stopped when it is time."""

    check: Callable[[], None]
    decode: Decode


class ContentDrawing:
    """Draws on canvases of one grid. unread: how many pictures could not be read."""

    def __init__(self, grid: Grid, environment: Environment) -> None:
        self._grid = grid
        self._check, self._decode = environment
        self._clips: dict[int, tuple[tuple[ClipRegion, ...], Coverage]] = {}
        self.unread = 0

    def drawn(self, elements: Sequence[Element]) -> Canvas:
        """A new canvas with elements on it."""
        scale = self._grid.scale
        found = outlines(elements, TOLERANCE / scale, FAR / scale, self._check)
        of_element: dict[int, list[Outline]] = {}
        for outline in found:
            of_element.setdefault(id(outline.element), []).append(outline)
        return self._surface(elements, of_element, 0)

    def _surface(
        self, elements: Sequence[Element], of_element: dict[int, list[Outline]], depth: int
    ) -> Canvas:
        """A new canvas with elements on it, so deep in surfaces."""
        canvas = self._grid.empty()
        for surface, run in groupby(elements, lambda one: (*one.surfaces[depth : depth + 1], None)[0]):
            if surface:
                own = self._surface(list(run), of_element, depth + 1)
                own *= np.float32(surface.opacity)
                canvas = blended(own, canvas, surface.mode)
                continue
            for element in run:
                self._check()
                if element.effect:
                    self._add_effect(canvas, element, element.effect)
                for outline in of_element.pop(id(element), ()):
                    self._add_outline(canvas, outline)
        return canvas

    def effect(self, effect: Effect) -> Canvas:
        """A new canvas with what an effect makes of its elements."""
        canvas = self.drawn(effect.elements)
        if effect.primitives:
            contents = [self.drawn(own) for own in effect.contents]
            canvas = filtered(canvas, effect, contents, self._grid, self._check)
        if effect.fade:
            canvas *= self._let_through(effect.fade)[..., None]
        if effect.opacity < 1.0:
            canvas *= np.float32(effect.opacity)
        if effect.below:
            below = self.drawn(effect.below)
            canvas = blended(canvas, below, effect.mode) - below * (1 - canvas[..., 3:])
        return canvas

    def region(self, element: Element) -> Patch | None:
        """Where an element with an effect can be seen."""
        chains = [mapped(element.matrix, closed(subpath)) for subpath in element.subpaths]
        return self._covered(chains, element.fill_rule)

    def _let_through(self, fade: Fade) -> Coverage:
        """How much each pixel of a mask lets through."""
        canvas = self.drawn(fade.elements)
        if fade.by_alpha:
            return canvas[..., 3]
        light: Coverage = canvas[..., :3] @ LUMINANCE
        return light

    def _add_effect(self, canvas: Canvas, element: Element, effect: Effect) -> None:
        drawn = self.effect(effect)
        region = self.region(element)
        if region is None:
            return
        part = drawn[region.rows, region.columns]
        part *= self._clipped(region, element)[..., None]
        _put(canvas[region.rows, region.columns], part)

    def _add_outline(self, canvas: Canvas, outline: Outline) -> None:
        chains = [self._grid.pixels(chain) for chain in outline.chains]
        patch = coverage(chains, outline.rule, self._grid.width, self._grid.height)
        if patch is None:
            return
        paint = with_pixels(outline.paint, self._decode)
        if paint is None:
            self.unread += 1
            return
        color = colors(paint, self._grid, patch)
        part = color * self._clipped(patch, outline.element)[..., None]
        _put(canvas[patch.rows, patch.columns], part)

    def _clipped(self, patch: Patch, element: Element) -> Coverage:
        """A patch's coverage within an element's clips."""
        result = patch.coverage
        for clip in element.clips:
            result = result * self._clip(clip)[patch.rows, patch.columns]
        return result

    def _clip(self, clip: tuple[ClipRegion, ...]) -> Coverage:
        """What a clip lets be seen of the canvas."""
        if id(clip) not in self._clips:
            whole = np.zeros((self._grid.height, self._grid.width), np.float32)
            for region in clip:
                patch = self._covered([closed(s) for s in region.subpaths], region.rule)
                if patch is not None:
                    part = whole[patch.rows, patch.columns]
                    part += patch.coverage * (1 - part)
            self._clips[id(clip)] = clip, whole
        return self._clips[id(clip)][1]

    def _covered(self, chains: Sequence[Points], rule: Rule) -> Patch | None:
        """What chains in root units cover."""
        return coverage([self._grid.pixels(c) for c in chains], rule, self._grid.width, self._grid.height)


def _put(below: Canvas, part: Canvas) -> None:
    """Lay a part over what is there."""
    below *= 1 - part[..., 3:]
    below += part
