# SPDX-License-Identifier: GPL-3.0-or-later
"""A part of a list as it lies in the cache: what the service listed as JSON, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

from ..api.generation_status import Status
from ..api.output import Output, Outputs
from ..api.resource import Artist, Generation, Model, Page

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
FORM = 2  # grows when the fields, or what may stand in them, change; parts in another form are not read


def to_bytes(page: Page[Any]) -> bytes:
    return json.dumps({"form": FORM, **asdict(page)}).encode()


def from_bytes(data: bytes, item: Callable[[dict[str, Any]], T]) -> Page[T] | None:
    """The part, or None when these bytes are none: the cache is nobody's property and may hold anything."""
    try:
        read = json.loads(data)
        if read["form"] != FORM:
            return None
        return Page(
            items=tuple(item(row) for row in read["items"]),
            page=int(read["page"]),
            total_pages=read["total_pages"],
            total_count=read["total_count"],
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def artist(row: dict[str, Any]) -> Artist:
    return Artist(**row | _tuples(row) | {"models": tuple(map(_model, row["models"]))})


def generation(row: dict[str, Any]) -> Generation:
    outputs = row["outputs"]
    return Generation(
        **row
        | {
            "status": Status(row["status"]),
            "outputs": Outputs(
                tuple(Output(**image) for image in outputs["images"]),
                outputs["svg"] and Output(**outputs["svg"]),
                outputs["video"] and Output(**outputs["video"]),
            ),
        }
    )


def _model(row: dict[str, Any]) -> Model:
    return Model(**row | _tuples(row))


def _tuples(row: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(row[name]) for name in ("tags", "example_image_urls")}
