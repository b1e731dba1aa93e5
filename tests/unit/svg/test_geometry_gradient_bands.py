# SPDX-License-Identifier: GPL-3.0-or-later
"""Gradients become bands of one colour that together are the shape, each in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from antekirt_addon.media.svg import Options, load
from antekirt_addon.media.svg.geometry.fill_polygons import with_polygons
from antekirt_addon.media.svg.geometry.gradient_bands import with_bands
from antekirt_addon.media.svg.paint import Gradient, Solid
from tests.svg_probe import twice_area, within

if TYPE_CHECKING:
    from antekirt_addon.media.svg.shape import Artwork

TOLERANCE = Options().curve_tolerance
KINDS = {
    "linear": '<linearGradient id="g">{}</linearGradient>',
    "reflected": '<linearGradient id="g" x2=".3" y2=".2" spreadMethod="reflect">{}</linearGradient>',
    "radial": '<radialGradient id="g">{}</radialGradient>',
    "with a focus": '<radialGradient id="g" fx=".3" fy=".4">{}</radialGradient>',
    "repeated": '<radialGradient id="g" cx=".1" r=".2" spreadMethod="repeat">{}</radialGradient>',
}
STOPS = '<stop stop-color="red"/><stop offset="1" stop-color="blue"/>'
BODY = '<path fill="url(#g)" fill-rule="evenodd" d="M10 10H90V90H10zM30 30V50H60V30z"/>'


@pytest.mark.parametrize("kind", KINDS)
def test_bands_are_all_of_the_shape(kind: str) -> None:
    filled = with_polygons(banded(KINDS[kind].format(STOPS)), TOLERANCE, lambda _: True, lambda: False)
    polygons = filled.polygons
    assert polygons
    own = np.split(polygons.points[polygons.corners], polygons.starts[1:-1])
    assert -sum(map(twice_area, own)) / 2 == pytest.approx(80 * 80 - 20 * 30, rel=1e-5)
    probes = np.random.default_rng(2).uniform(0, 100, (500, 2))
    assert sum(within(polygon, probes) for polygon in own).max() == 1
    assert len({id(shape.paint) for shape in filled.shapes}) == 1  # for one material
    assert isinstance(filled.shapes[0].paint, Gradient)


def test_a_band_has_the_colour_that_the_gradient_has_there() -> None:
    for shape in banded(KINDS["linear"].format(STOPS)).shapes:
        x = np.concatenate([subpath.points for subpath in shape.subpaths])[:, 0]
        assert shape.band
        assert shape.band.blue == pytest.approx((x.min() + x.max() - 20) / 160, abs=0.02)
        assert shape.band.red == pytest.approx(1 - shape.band.blue)


def test_a_hard_edge_stays_where_it_is() -> None:
    stops = (
        '<stop stop-color="red"/><stop offset=".25" stop-color="red"/><stop offset=".25" stop-color="blue"/>'
    )
    red, blue = banded(KINDS["linear"].format(stops)).shapes
    assert max(subpath.points[:, 0].max() for subpath in red.subpaths) == pytest.approx(30, abs=1e-4)
    assert red.band == Solid(1.0, 0.0, 0.0)
    assert blue.band == Solid(0.0, 0.0, 1.0)


def test_what_fades_away_has_few_paints() -> None:
    fading = banded(KINDS["radial"].format('<stop/><stop offset="1" stop-opacity="0"/>'))
    alphas = {shape.paint.alpha for shape in fading.shapes if isinstance(shape.paint, Solid)}
    assert 8 <= len(alphas) <= 16
    assert 0.0 not in alphas


def banded(gradient: str) -> Artwork:
    file = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{gradient}{BODY}</svg>'
    return with_bands(load(file.encode()), TOLERANCE, lambda: False)
