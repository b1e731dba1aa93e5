# SPDX-License-Identifier: GPL-3.0-or-later
"""Mesh gradients as Inkscape writes them: Coons patches, drawn as a picture of what they fill (SVG 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..paint import Picture, Solid
from .color import parse_color
from .length import fraction, length, numbers
from .transform import compose, invert, map_points, parse_transform

if TYPE_CHECKING:
    from ...arrays import Floats
    from ..paint import Matrix
    from ..shape import Points
    from .document_index import DocumentIndex
    from .object_space import ObjectSpace
    from .xml_tree import Node

MESHES = {"meshgradient", "mesh"}  # the latter until Inkscape 0.92
SIDE = 256  # pixels of the longer side of a picture, which has no edges of its own
MOST_PATCHES = 1_000
BORDER = 3  # pixels around the patches that take a neighbour's colour, for the edges of what they fill


class _Patch:
    """Four edges of four points each, clockwise from the top left, and the colours of their starts."""

    def __init__(self, edges: list[Points], colors: list[Floats]) -> None:
        self.edges = edges
        self.colors = colors

    def samples(self, count: int) -> tuple[Floats, Floats]:
        """Points (count, count, 2) and colours (count, count, 4), evenly in both directions."""
        t = np.linspace(0.0, 1.0, count)
        basis = np.stack(((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3), axis=1)
        top, right, bottom, left = (basis @ edge for edge in self.edges)
        u, v = t[None, :, None], t[:, None, None]
        corners = [edge[0] for edge in self.edges]
        ruled = (1 - v) * top[None] + v * bottom[None, ::-1] + (1 - u) * left[::-1, None] + u * right[:, None]
        return ruled - _bilinear(corners, u, v), _bilinear(self.colors, u, v)


def mesh_picture(node: Node, index: DocumentIndex, space: ObjectSpace, alpha: float) -> Picture | None:
    """The paint of one element; None if the mesh makes no sense."""
    box = space.box()
    rows = _rows(node, index)
    if box is None or box.right <= box.left or box.bottom <= box.top or not rows:
        return None
    place = box.to_unit()
    to_picture = invert(compose(space.matrix, place))
    to_unit = invert(place)
    if to_picture is None or to_unit is None:
        return None
    is_user = node.attributes.get("gradientUnits") == "userSpaceOnUse"
    matrix = parse_transform(node.attributes.get("gradientTransform", ""))
    to_unit = compose(to_unit, matrix) if is_user else matrix
    wholes = (space.viewport.width, space.viewport.height) if is_user else (1.0, 1.0)
    start = np.array(
        [
            length(node.attributes.get(name), 0.0, whole, space.font_size)
            for name, whole in zip("xy", wholes, strict=True)
        ]
    )
    patches = _patches(rows, start, index)
    if not patches:
        return None
    across, down = box.right - box.left, box.bottom - box.top
    scale = SIDE / max(across, down)
    size = max(1, round(across * scale)), max(1, round(down * scale))
    return Picture(_drawn(patches, to_unit, size), to_picture, alpha)


def mean_color(picture: Picture) -> Solid:
    """The one colour for a stroke, which has no picture."""
    assert not isinstance(picture.content, bytes)
    pixels = picture.content.reshape(-1, 4).astype(np.float64) / 255.0
    weight = max(pixels[:, 3].sum(), 1e-9)
    red, green, blue = ((pixels[:, :3] * pixels[:, 3:]).sum(axis=0) / weight).tolist()
    return Solid(red, green, blue, picture.alpha)


def _rows(node: Node, index: DocumentIndex) -> list[Node]:
    """The rows of a mesh, or of the one that it refers to."""
    for _ in range(32):
        rows = [child for child in node.children if child.tag == "meshrow"]
        link = index.linked(node)
        if rows or link is None:
            return rows
        node = link
    return []


def _patches(rows: list[Node], start: Floats, index: DocumentIndex) -> list[_Patch]:
    """The patches row by row; each takes the edges that it shares from those before it."""
    made: list[_Patch] = []
    above: list[_Patch] = []
    for row in rows:
        line: list[_Patch] = []
        for at, node in enumerate(child for child in row.children if child.tag == "meshpatch"):
            stops = [child for child in node.children if child.tag == "stop"]
            upper = above[at] if at < len(above) else None
            patch = _patch(stops, start, upper, line[-1] if line else None, index)
            if patch is None or len(made) >= MOST_PATCHES or (above and upper is None):
                return []
            line.append(patch)
            made.append(patch)
        above = line
    return made


def _patch(
    stops: list[Node], start: Floats, upper: _Patch | None, before: _Patch | None, index: DocumentIndex
) -> _Patch | None:
    """One patch; upper and before: those that it shares its top and its left edge with."""
    edges: dict[int, Points] = {}
    colors: dict[int, Floats] = {}
    if upper:
        edges[0] = upper.edges[2][::-1]
        colors[0], colors[1] = upper.colors[3], upper.colors[2]
    if before:
        edges[3] = before.edges[1][::-1]
        colors[0], colors[3] = before.colors[1], before.colors[2]
    first = edges[0][0] if upper else edges[3][3] if before else start
    here, left = first, list(stops)
    for side in range(4):
        if side not in edges:
            if not left:
                return None
            stop = left.pop(0)
            edges[side] = _edge(stop.attributes.get("path", ""), here, first if side == 3 else None)
            colors.setdefault(side, _color(stop, index))
        here = edges[side][3]
    if any(side not in colors for side in range(4)) or not all(np.isfinite(e).all() for e in edges.values()):
        return None
    return _Patch([edges[side] for side in range(4)], [colors[side] for side in range(4)])


def _edge(path: str, start: Floats, end: Floats | None) -> Points:
    """A line or a curve from a point; the last one of a patch may leave its end out."""
    text = path.strip()
    points = np.array((numbers(text[1:]) + [0.0] * 6)[:6]).reshape(3, 2)
    if text[:1] in ("c", "l"):
        points = points + start
    if text[:1] in ("l", "L"):
        last = points[0] if end is None else end
        return np.array([start, start + (last - start) / 3, start + (last - start) * 2 / 3, last])
    return np.array([start, points[0], points[1], points[2] if end is None else end])


def _color(stop: Node, index: DocumentIndex) -> Floats:
    """The colour of a stop as four numbers."""
    own = index.declared(stop)
    color = parse_color(own.get("stop-color", "black"))
    alpha = fraction(own.get("stop-opacity"), 1.0)
    if color is None:
        return np.array((0.0, 0.0, 0.0, alpha))
    return np.array((color.red, color.green, color.blue, color.alpha * alpha))


def _bilinear(corners: list[Floats], u: Floats, v: Floats) -> Floats:
    """What lies between four corners, clockwise from the top left."""
    upper = (1 - u) * corners[0] + u * corners[1]
    result: Floats = (1 - v) * upper + v * ((1 - u) * corners[3] + u * corners[2])
    return result


def _drawn(patches: list[_Patch], to_unit: Matrix, size: tuple[int, int]) -> np.ndarray:
    """The patches as pixels: so many samples that each pixel has one."""
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    for patch in patches:
        hull = map_points(to_unit, np.concatenate(patch.edges)) * size
        longest = max(np.abs(np.diff(edge, axis=0)).sum() for edge in hull.reshape(4, 4, 2))
        points, colors = patch.samples(int(np.clip(1.3 * longest, 8, 2 * SIDE)))
        place = np.floor(map_points(to_unit, points.reshape(-1, 2)) * size)
        inside = ((place >= 0) & (place < size)).all(axis=1)
        column, row = place[inside].astype(np.int64).T
        pixels[row, column] = np.rint(np.clip(colors.reshape(-1, 4)[inside], 0, 1) * 255)
    for _ in range(BORDER):
        for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
            beside = np.roll(pixels, step, axis)
            clear = pixels[..., 3] == 0
            pixels[clear] = beside[clear]
    return pixels
