# SPDX-License-Identifier: GPL-3.0-or-later
"""Where in a list an answer stands: how many pages and items there are, as far as can be told.

A list is neither ended early nor asked for without end: when it is not said how many pages there are, the
empty one after the last tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .reading import DEEPEST, ENVELOPES, count, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reading import Json

NAMES = ("pagination", "paging", "pageInfo", "meta")
PAGES = ("totalPages", "pageCount", "lastPage", "pages")
TOTAL = ("totalCount", "total", "totalItems", "totalResults")
SIZE = ("limit", "perPage", "pageSize")
MORE = ("hasNextPage", "hasNext", "hasMore")


def totals(answer: Json, page: int, limit: int, listed: int) -> tuple[int | None, int | None]:
    """How many pages and how many items a list has; `listed` of them are in this answer to `page`."""
    told = {name: found for part in _parts(answer) for name, found in part.items() if found is not None}
    total = count(told, *TOTAL)
    if not listed:
        return page - 1, total
    if pages := count(told, *PAGES):
        return pages, total
    if value(told, *MORE) is False or listed > limit:  # who sends more than was asked for sends all
        return page, total
    size = count(told, *SIZE) or (listed if page == 1 else 0)
    return -(-total // size) if total and size else None, total


def _parts(answer: Json, depth: int = DEEPEST) -> Iterator[dict[str, Json]]:
    """The objects that may tell, those that are asked last before the others."""
    if isinstance(answer, dict) and depth:
        for name in (*ENVELOPES, "data"):
            yield from _parts(answer.get(name), depth - 1)
        yield answer
        for name in reversed(NAMES):
            yield from _parts(answer.get(name), depth - 1)
