# SPDX-License-Identifier: GPL-3.0-or-later
"""What lets light through, or mixes with what is beneath, gets its right colours, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from antekirt_addon.media.svg import Options, load
from antekirt_addon.media.svg.geometry import cluster_overlay
from antekirt_addon.media.svg.geometry.backdrop import with_backdrops
from antekirt_addon.media.svg.paint import Picture, Solid
from tests.svg_raster import draw, draw_artwork

if TYPE_CHECKING:
    from antekirt_addon.media.svg.shape import Artwork

BAR = '<path d="M20 0H40V100H20z"/>'
RAMP = '<linearGradient id="g"><stop stop-color="#123"/><stop offset="1" stop-color="#fd8"/></linearGradient>'
MODES = (
    *("multiply", "screen", "darken", "lighten", "overlay", "color-dodge", "color-burn", "hard-light"),
    *("soft-light", "difference", "exclusion", "hue", "saturation", "color", "luminosity"),
)
SAMPLES = "".join(
    f'<rect x="{3 + n % 4 * 24}" y="{3 + n // 4 * 24}" width="20" height="20" fill="#5a{n:x}"'
    f' fill-opacity="{1 if n % 2 else 0.6}" style="mix-blend-mode:{mode}"/>'
    for n, mode in enumerate(MODES)
)
DISCS = '<circle cx="40" cy="50" r="25" fill="red"/><circle cx="60" cy="50" r="25" fill="#00f"/>'
BODIES = {
    "over a bar": f'{BAR}<path d="M5 30H95V60H5z" fill="red" fill-opacity=".5"/>',
    "over each other": DISCS.replace("/>", ' fill-opacity=".6"/>'),
    "a group": f'{BAR}<g opacity=".5">{DISCS}</g>',
    "a group in a group": f'{BAR}<g opacity=".8"><path d="M9 9H70V50H9z" fill="#0a0"/>'
    f'<g opacity=".5">{DISCS}</g></g>',
    "a stroke over its fill": '<circle cx="50" cy="50" r="30" fill="#06c" stroke="#fa0"'
    ' stroke-width="9" opacity=".4"/>',
    "use": f'<g id="a">{DISCS}</g>{BAR}<use href="#a" opacity=".3" y="30"/>',
    "a symbol": f'<symbol id="a" opacity=".5">{DISCS}</symbol>{BAR}<use href="#a" opacity=".5"/>',
    "a nested svg": f'{BAR}<svg x="10" y="10" width="80" height="50" opacity=".5">{DISCS}</svg>',
    "a clipped group": f'<clipPath id="c"><circle cx="50" cy="40" r="30"/></clipPath>{BAR}'
    f'<g opacity=".5" clip-path="url(#c)">{DISCS}</g>',
    "a gradient in a group": f'{RAMP}<g opacity=".5"><path fill="url(#g)" d="M9 9H70V50H9z"/>{DISCS}</g>',
    "a marker": '<marker id="m" orient="auto" markerWidth="4" markerHeight="4" viewBox="0 0 4 4" refX="2"'
    ' refY="2"><path d="M0 0L4 2L0 4z"/></marker><path d="M10 50H80" stroke="#08f" stroke-width="8"'
    ' marker-end="url(#m)" opacity=".5"/>',
    "modes": f'<path d="M0 0H100V100H0z" fill="#c84"/><path d="M0 0H100V45H0z" fill="#369"/>{SAMPLES}',
    "modes on nothing": SAMPLES,
    "over a gradient": f'{RAMP}<path fill="url(#g)" d="M0 0H100V60H0z"/>'
    '<path d="M9 20H90V90H9z" fill="#f80" fill-opacity=".5"/>',
    "a mode over a gradient": f'{RAMP}<path fill="url(#g)" d="M0 0H100V60H0z"/>'
    '<path d="M9 20H90V90H9z" fill="#f80" style="mix-blend-mode:multiply"/>',
    "an isolated mode": f'{BAR}<g style="isolation:isolate"><path d="M9 9H60V50H9z" fill="#aaa"/>'
    '<path d="M30 30H90V90H30z" fill="#0cf" style="mix-blend-mode:multiply"/></g>',
    "a mode of a group": f'{BAR}<g style="mix-blend-mode:difference" opacity=".9">{DISCS}</g>',
}
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
IMAGE = f'<image width="50" height="50" href="data:image/png;base64,{PIXEL}"/>'
CLEAR = (
    '<linearGradient id="h" x2="0" y2="1"><stop stop-color="#fff"/>'
    '<stop offset="1" stop-opacity="0"/></linearGradient>'
)
BEYOND = {
    "a mode over a picture": (
        f'{IMAGE}<path d="M10 10H99V99H10z" fill="#c84" opacity=".8" style="mix-blend-mode:screen"/>',
        "blend mode",
    ),
    "a gradient over another in a group": (
        (
            f'<path d="M0 0H99V30H0z"/>{RAMP}{CLEAR}<g opacity=".6"><path fill="url(#g)" d="M9 9H70V50H9z"/>'
            '<path fill="url(#h)" d="M30 20H90V70H30z"/></g>'
        ),
        "group fade",
    ),
    "eighty in a group": (
        '<path d="M0 0H99V30H0z"/><g opacity=".5">'
        + "".join(f'<circle cx="{10 + n}" cy="50" r="20" fill="#{n % 10}80"/>' for n in range(80))
        + "</g>",
        "group fade",
    ),
}


def artwork_of(body: str, options: Options = Options()) -> Artwork:  # noqa: B008 - it is frozen
    return with_backdrops(load(document(body).encode(), options), lambda: False)


def document(body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{body}</svg>'


@pytest.mark.parametrize("name", BODIES)
def test_colors_are_those_of_the_document(name: str) -> None:
    artwork = artwork_of(BODIES[name])
    assert artwork.left_out == {}
    meant, drawn = draw(document(BODIES[name])).astype(int), draw_artwork(artwork).astype(int)
    assert np.mean(np.abs(meant - drawn).max(axis=2) > 3) < 0.02


def test_a_shape_over_two_grounds_is_seen_over_each() -> None:
    _, *parts = artwork_of(BODIES["over a bar"]).shapes
    assert {part.backdrop for part in parts} == {(1.0, 1.0, 1.0), (0.0, 0.0, 0.0)}
    assert {part.paint for part in parts} == {Solid(1.0, 0.0, 0.0, 0.5)}


def test_a_shape_over_one_ground_keeps_its_curves() -> None:
    ground, disc = artwork_of(
        '<path d="M0 0H100V100H0z" fill="#08f"/><circle cx="50" cy="50" r="9" fill="red" opacity=".5"/>'
    ).shapes
    assert isinstance(ground.paint, Solid)
    assert disc.backdrop == pytest.approx((0.0, 0x88 / 255, 1.0), abs=1e-3)
    assert len(disc.subpaths[0].points) == 13


def test_shapes_of_one_color_under_one_opacity_are_one() -> None:
    (only,) = artwork_of(
        '<g opacity=".4" fill="#06c"><circle cx="40" cy="50" r="30" stroke="#06c" stroke-width="12"/>'
        '<circle cx="65" cy="50" r="30"/></g>'
    ).shapes
    assert only.paint == Solid(0.0, 0.4, 0.8, 0.4)
    assert len(only.subpaths) == 1


@pytest.mark.parametrize(("dark", "named"), [("#000", {"exact blend": 1}), ("#ddd", {})])
def test_a_gradient_that_no_one_ground_is_right_for_is_counted(dark: str, named: dict[str, int]) -> None:
    """Over another gradient, from white to a colour, it is made to be seen over the mean of both."""
    ground = f'<linearGradient id="g"><stop stop-color="{dark}"/><stop offset="1" stop-color="#fff"/>'
    artwork = artwork_of(
        f'{ground}</linearGradient>{CLEAR}<path fill="url(#g)" d="M0 0H100V99H0z"/>'
        '<path fill="url(#h)" d="M9 9H90V90H9z"/>'
    )
    assert artwork.left_out == named


@pytest.mark.parametrize("name", BEYOND)
def test_a_picture_stands_in_for_what_no_paint_can_say(name: str) -> None:
    body, kind = BEYOND[name]
    named = artwork_of(body, Options(effects_as_pictures=False))
    assert named.left_out.pop(kind) == 1
    assert named.left_out.keys() <= {"exact blend"}
    assert not any(isinstance(shape.paint, Picture) for shape in named.shapes[1:])
    artwork = artwork_of(body)
    assert artwork.left_out == {}
    assert sum(isinstance(shape.paint, Picture) for shape in artwork.shapes[1:]) == 1
    meant, drawn = draw(document(body)).astype(int), draw_artwork(artwork).astype(int)
    assert np.mean(np.abs(meant - drawn).max(axis=2) > 6) < 0.02


def test_many_clear_shapes_over_each_other_stay_few() -> None:
    discs = "".join(
        f'<circle cx="{n * 37 % 97}" cy="{n * 53 % 89}" r="9" fill="#{n % 9}{n % 7}f" fill-opacity=".3"/>'
        for n in range(60)
    )
    assert len(artwork_of(discs).shapes) < 9 * 60


def test_what_stays_whole_anyway_is_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the faces that a drawing may have are used up, no more outlines are laid over each other."""
    looked_at = 0

    def count(*given: Any) -> Any:
        nonlocal looked_at
        looked_at += len(np.unique(given[0].shape))
        return overlay(*given)

    overlay = cluster_overlay.overlay
    monkeypatch.setattr(cluster_overlay, "overlay", count)
    monkeypatch.setattr(cluster_overlay, "ALL_FACES", 100)
    monkeypatch.setattr(cluster_overlay, "BATCH", 2000)
    lines = "".join(
        f'<path d="M{n * 37 % 97} 0L{n * 53 % 89} 99" stroke="navy" stroke-opacity=".2"/>' for n in range(50)
    )
    assert len(artwork_of(lines).shapes) > 50
    assert 3 < looked_at < 25
