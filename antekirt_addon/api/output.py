# SPDX-License-Identifier: GPL-3.0-or-later
"""What a generation brought, as the service lists it: pictures, vectors and a video, each by its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..clean_text import several_lines
from .reading import integer, line, value, values

if TYPE_CHECKING:
    from .reading import Json

ADDRESSES = (
    *("url", "src", "imageUrl", "svgUrl", "videoUrl"),
    *("secureUrl", "fileUrl", "downloadUrl", "href", "uri"),
)
OUTPUTS = ("outputs", "output", "results", "result")
IMAGES = ("images", "imageUrls", "image", "imageUrl")
SVG = ("svg", "svgUrl")
VIDEO = ("video", "videoUrl")
VIDEO_WORDS = ("video", "mp4", "webm", "mov")


@dataclass(frozen=True, slots=True)
class Output:
    """One file that a generation brought. `format` is the service's word, never a file name."""

    url: str
    format: str = ""
    width: int | None = None
    height: int | None = None

    @classmethod
    def from_json(cls, data: Json) -> Output | None:
        """The documented object, a bare URL, a list of either, or the other names seen; else None."""
        if isinstance(data, list):
            return next(filter(None, map(cls.from_json, data)), None)
        if isinstance(data, str):
            url = several_lines(data).strip()
            return cls(url) if url else None
        for found in values(data, *ADDRESSES):
            if isinstance(found, str) and (url := several_lines(found).strip()):
                return cls(url, line(data, "format"), integer(data, "width"), integer(data, "height"))
        return None


@dataclass(frozen=True, slots=True)
class Outputs:
    images: tuple[Output, ...] = ()  # one without an address keeps the place of one that cannot be read
    svg: Output | None = None
    video: Output | None = None

    @classmethod
    def from_json(cls, data: Json) -> Outputs:
        """The documented object, or a list of files of all kinds."""
        if isinstance(data, str | list):
            return _sorted(data if isinstance(data, list) else [data])
        return cls(
            images=_images(data),
            svg=next(iter(outputs_of(data, *SVG)), None),
            video=next(iter(outputs_of(data, *VIDEO)), None),
        )

    @classmethod
    def of_generation(cls, data: Json) -> Outputs:
        """The outputs of a generation; what it does not have there may stand beside them."""
        found = cls.from_json(value(data, *OUTPUTS))
        beside = cls.from_json(data)
        return cls(found.images or beside.images, found.svg or beside.svg, found.video or beside.video)


def _images(data: Json) -> tuple[Output, ...]:
    """Each at its own index, which a paid conversion names."""
    for found in values(data, *IMAGES):
        images = [Output.from_json(entry) for entry in (found if isinstance(found, list) else [found])]
        if any(images):
            return tuple(image or Output("") for image in images)
    return ()


def outputs_of(data: Json, *names: str) -> tuple[Output, ...]:
    """All that can be read under the first of the names that has any."""
    for found in values(data, *names):
        entries = found if isinstance(found, list) else [found]
        if outputs := tuple(filter(None, map(Output.from_json, entries))):
            return outputs
    return ()


def _sorted(entries: list[Json]) -> Outputs:
    """Files of which each tells by its format, or by its address, what it is."""
    kinds: dict[str, list[Output]] = {"image": [], "svg": [], "video": []}
    for entry in entries:
        if output := Output.from_json(entry):
            kinds[_kind(output, line(entry, "kind", "type", "mimeType", "format"))].append(output)
    return Outputs(tuple(kinds["image"]), next(iter(kinds["svg"]), None), next(iter(kinds["video"]), None))


def _kind(output: Output, word: str) -> str:
    try:
        said = f"{word} {urlsplit(output.url).path.rpartition('.')[2]}".lower()
    except ValueError:  # no address, as will be found when it is to be fetched
        said = word.lower()
    if "svg" in said:
        return "svg"
    return "video" if any(found in said for found in VIDEO_WORDS) else "image"
