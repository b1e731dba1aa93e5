# SPDX-License-Identifier: GPL-3.0-or-later
"""Images: a picture in a viewport of its own, or another SVG (SVG 1.1, 5.7)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ....message import Message
from ...probe import ProbeError, probe_bytes
from ..error import SvgError
from ..paint import Matrix, Picture
from ..shape import Element
from .background import add_background
from .basic_shape import rectangle
from .bounding_box import bounds
from .cascade import font_size, inherit
from .clip_algebra import intersection, window
from .element_name import element_name
from .graphics_state import GraphicsState, applies, local_matrix
from .length import length
from .nested_content import Purpose
from .object_space import ObjectSpace
from .surface import mixes, on_surface
from .transform import IDENTITY, compose, invert, is_sane
from .viewport import ViewBox, fit

if TYPE_CHECKING:
    from ...probe import MediaInfo
    from .nested_content import ContentConverter
    from .xml_tree import Node

IMAGE = Message("image")
FORMATS = {"PNG", "JPEG", "WEBP"}
SHARP = {"optimizeSpeed", "pixelated", "crisp-edges", "-moz-crisp-edges"}


class Pane(NamedTuple):
    """Where an image lies, in the units around it."""

    x: float
    y: float
    width: float
    height: float


def enter_image(node: Node, state: GraphicsState, converter: ContentConverter) -> None:
    """Add what an image shows."""
    own = converter.index.declared(node, state.inherited)
    inherited = inherit(state.inherited, own)
    hidden = own.get("display") == "none" or inherited.get("visibility", "visible") != "visible"
    if hidden or not applies(node):
        return
    href = node.href()
    data = converter.index.file(href) if href else None
    if data is None:
        if href:
            converter.left_out[IMAGE] += 1
        return
    try:
        found = probe_bytes(data)
        document = converter.embedded(node, data) if found.kind == "SVG" else None
    except (ProbeError, SvgError):
        converter.left_out[IMAGE] += 1
        return
    if document is None and found.format not in FORMATS:
        converter.left_out[IMAGE] += 1
        return
    page = document and document.page
    sides = (page.width / page.pixel, page.height / page.pixel) if page else _upright_sides(found)
    pane = _pane(node, state, font_size(inherited), sides)
    matrix = local_matrix(own, state)
    if min(pane.width, pane.height) <= 0.0 or not is_sane(matrix):
        return
    outline = tuple(rectangle(pane[:2], pane[2:]))
    space = ObjectSpace(matrix, state.viewport, font_size(inherited), lambda: bounds(outline))
    clips, opacity = converter.clips_and_opacity(node, own, space, state)
    if opacity <= 0.0:
        return
    here = replace(state, matrix=compose(matrix, Matrix(e=pane.x, f=pane.y)), clips=clips, opacity=opacity)
    if document or mixes(own):
        here = on_surface(own, here, converter)
    box = ViewBox(0.0, 0.0, *((page.width, page.height) if page else sides))
    placed = fit(box, pane.width, pane.height, node.attributes.get("preserveAspectRatio", ""))
    if document:
        _add_document(document, pane, placed, here, converter)
    else:
        is_opaque = not found.has_alpha and here.opacity >= 1.0
        is_smooth = inherited.get("image-rendering") not in SHARP
        picture = Picture(data, IDENTITY, here.opacity, is_opaque, is_smooth)
        _add_picture(node, picture, _Placed(pane, placed, sides), here, converter)


class _Placed(NamedTuple):
    """A picture in its pane: the map from its pixels, and how many there are."""

    pane: Pane
    matrix: Matrix
    sides: tuple[float, float]


def _upright_sides(found: MediaInfo) -> tuple[float, float]:
    """Width and height of a picture once it is upright."""
    return (found.height, found.width) if found.turn.is_sideways else (found.width, found.height)


def _pane(node: Node, state: GraphicsState, size: float, sides: tuple[float, float]) -> Pane:
    """The viewport of an image; what of its size is not given follows from the picture's own."""
    outer = state.viewport
    x = length(node.attributes.get("x"), 0.0, outer.width, size)
    y = length(node.attributes.get("y"), 0.0, outer.height, size)
    width = length(node.attributes.get("width"), -1.0, outer.width, size)
    height = length(node.attributes.get("height"), -1.0, outer.height, size)
    if width < 0.0 and height < 0.0:
        width, height = sides
    elif width < 0.0:
        width = height * sides[0] / sides[1]
    elif height < 0.0:
        height = width * sides[1] / sides[0]
    return Pane(x, y, width, height)


def _add_picture(
    node: Node, picture: Picture, placed: _Placed, state: GraphicsState, converter: ContentConverter
) -> None:
    """Add the part of a picture that lies in its pane."""
    pane, matrix, (across, down) = placed
    left, top = max(matrix.e, 0.0), max(matrix.f, 0.0)
    right = min(matrix.e + across * matrix.a, pane.width)
    bottom = min(matrix.f + down * matrix.d, pane.height)
    subpaths = tuple(rectangle((left, top), (right - left, bottom - top)))
    to_picture = invert(compose(compose(state.matrix, matrix), Matrix(a=across, d=down)))
    if not subpaths or to_picture is None:
        return
    element = Element(
        name=element_name(node),
        groups=state.groups,
        subpaths=subpaths,
        matrix=state.matrix,
        fill=replace(picture, to_picture=to_picture),
        fill_rule="NONZERO",
        stroke=None,
        clips=state.clips,
        key=node.attributes.get("id", ""),
    )
    converter.add(element, state)


def _add_document(
    document: ContentConverter,
    pane: Pane,
    placed: Matrix,
    state: GraphicsState,
    converter: ContentConverter,
) -> None:
    """Add what another document shows in a pane."""
    clips = intersection(state.clips, [window((0.0, 0.0), (pane.width, pane.height), state.matrix)])
    page = document.page
    matrix = compose(state.matrix, placed)
    inner = GraphicsState({}, matrix, page.viewport, state.opacity, clips, state.groups)
    if document.purpose is Purpose.DRAW and () not in clips:
        add_background(document, inner)
    inner = replace(inner, matrix=compose(matrix, page.matrix))
    document.convert([document.index.root], inner)
    for element in document.elements:
        converter.add(element, state)
    converter.left_out.update(document.left_out)
    converter.visited = document.visited
