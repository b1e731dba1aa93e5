# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a picture that was put on objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...message import Message, joined, listed
from . import suitability
from .shader_input import MEANT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .put_on import Coverage
    from .texture_options import TextureOptions


def sentence(name: str, coverage: Coverage, options: TextureOptions) -> str:
    """That it is there, and which materials it is in or took the place of."""
    if options.socket:
        return _into(name, coverage, MEANT.get(options.socket, options.socket))
    things = listed([obj.name for obj in coverage.objects])
    if options.faces and not coverage.lost:
        things = Message("the selected faces of {things}", things=things)
    replaced = [material.name for material in coverage.replaced]
    if not replaced:
        return Message("Put “{name}” on {things}", name=name, things=things)
    if len(replaced) == 1:
        return Message(
            "Put “{name}” on {things} in place of the material {material}, which is kept",
            name=name,
            things=things,
            material=replaced[0],
        )
    return Message(
        "Put “{name}” on {things} in place of the materials {materials}, which are kept",
        name=name,
        things=things,
        materials=listed(replaced),
    )


def _into(name: str, coverage: Coverage, socket: str) -> str:
    materials = listed([material.name for material in coverage.materials])
    told = Message("Put “{name}” into {socket} of {materials}", name=name, socket=socket, materials=materials)
    if not coverage.copied:
        return told
    copied = listed([material.name for material in coverage.copied])
    return joined([told, Message("Copied for it, and unchanged elsewhere: {materials}", materials=copied)])


def remarks(coverage: Coverage, options: TextureOptions) -> Iterator[str]:
    """What was not as one would have expected."""
    if names := coverage.projected:
        yield (
            Message(
                "{thing} has no UV map, so the image is projected from its bounding box; unwrap it for"
                " control",
                thing=names[0],
            )
            if len(names) == 1
            else Message(
                "{things} have no UV map, so the image is projected from their bounding boxes; unwrap them"
                " for control",
                things=listed(names),
            )
        )
    if coverage.uneven:
        yield Message(
            "By the UV map of {things} the picture is more than a fifth larger or smaller on some faces",
            things=listed(coverage.uneven),
        )
    if coverage.lost:
        yield Message(
            "Other faces than when you pressed: the material waits in a slot of its own of {things}",
            things=listed(coverage.lost),
        )
    if coverage.also:
        yield Message("It is on {things} too, which share the mesh", things=listed(coverage.also))
    yield from coverage.refused
    for obstacle, names in coverage.skipped.items():
        yield suitability.remark(obstacle, names, options)
