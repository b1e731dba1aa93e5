# SPDX-License-Identifier: GPL-3.0-or-later
"""The service's documented endpoints, one method each.

Every method raises ApiError (error.py) and nothing else. Methods block; call them from a worker thread.
"""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING, Literal, TypeVar

from .error import BadAnswer, InvalidRequest
from .pagination import totals
from .reading import rows
from .request import PaidRequest, check_choice, check_id, check_number
from .resource import Account, ApiKey, Artist, Generation, Model, Page, Submission

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .reading import Json
    from .transport import Transport

T = TypeVar("T")
Order = Literal["createdAt", "name"]
Direction = Literal["ASC", "DESC"]
MOST_UNREADABLE = 3  # pages in a row of which nothing can be read


class Client:
    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.known_account = ""  # id of the account that the key belongs to, once the service has said it
        self._asking = threading.Lock()

    def account_id(self) -> str:
        """Id of the account that the key belongs to; asked once."""
        with self._asking:
            if not (self.known_account or self.account().id):
                raise BadAnswer("The service does not say whose account it is")
        return self.known_account

    def account(self) -> Account:
        """GET /account/me: who the key belongs to, and the balance."""
        account = Account.from_json(self.transport.get("account/me"))
        self.known_account = account.id or self.known_account
        return account

    def api_keys(self) -> tuple[ApiKey, ...]:
        """GET /account/api-keys: the account's keys, masked."""
        return tuple(map(ApiKey.from_json, rows(self.transport.get("account/api-keys"), "key")))

    def artists(
        self,
        *,
        page: int = 1,
        limit: int = 25,
        search: str = "",
        order: Order = "createdAt",
        direction: Direction = "DESC",
    ) -> Page[Artist]:
        """GET /artists: one page of the verified artists."""
        return self._page(
            "artists", Artist.from_json, page, limit, order=order, direction=direction, search=search
        )

    def artist(self, artist_id: str) -> Artist:
        """GET /artists/:id: one artist with earnings and full models."""
        check_id(artist_id, "artist")
        return Artist.from_json(self.transport.get(f"artists/{artist_id}"))

    def models(
        self,
        *,
        page: int = 1,
        limit: int = 25,
        artist_id: str = "",
        service_type: str = "",
        search: str = "",
        order: Order = "createdAt",
        direction: Direction = "DESC",
    ) -> Page[Model]:
        """GET /models: one page of the trained models."""
        if artist_id:
            check_id(artist_id, "artist")
        filters = {"artistId": artist_id, "serviceType": service_type, "search": search}
        return self._page("models", Model.from_json, page, limit, order=order, direction=direction, **filters)

    def model(self, model_id: str) -> Model:
        """GET /models/:id: one trained model."""
        check_id(model_id, "model")
        return Model.from_json(self.transport.get(f"models/{model_id}"))

    def generations(
        self,
        *,
        page: int = 1,
        limit: int = 25,
        artist_id: str = "",
        service_type: str = "",
        direction: Direction = "DESC",
    ) -> Page[Generation]:
        """GET /generations: one page of the account's history; createdAt is the only order there is."""
        if artist_id:
            check_id(artist_id, "artist")
        filters = {"artistId": artist_id, "serviceType": service_type}
        return self._page(
            "generations",
            Generation.from_json,
            page,
            limit,
            order="createdAt",
            direction=direction,
            **filters,
        )

    def generation(self, generation_id: str) -> Generation:
        """GET /generations/:id: one generation with its outputs."""
        check_id(generation_id, "generation")
        return Generation.from_json(self.transport.get(f"generations/{generation_id}"))

    def submit(self, request: PaidRequest) -> Submission:
        """POST /generations/image, /svg or /video, whichever the request is. Costs `request.price` credits.

        An error's `charged` says whether it cost them all the same; None means that nobody here can know.
        """
        submission = Submission.from_json(self.transport.post(request.path, request.body()))
        try:
            check_id(submission.generation_id, "generation")
        except InvalidRequest:
            raise BadAnswer(
                "The service took the request but named a generation that cannot be asked for"
            ) from None
        return submission

    def _page(
        self,
        path: str,
        from_json: Callable[[Json], T],
        page: int,
        limit: int,
        *,
        order: str,
        direction: str,
        **filters: str,
    ) -> Page[T]:
        check_number("page", page, 1, 2**31)
        check_number("limit", limit, 1, 100)
        check_choice("order", order, ("createdAt", "name"))
        check_choice("direction", direction, ("ASC", "DESC"))
        params: dict[str, str | int] = {"page": page, "limit": limit, "order": order, "direction": direction}
        answer = self.transport.get(path, params | {name: value for name, value in filters.items() if value})
        listed = rows(answer, path.removesuffix("s"))
        total_pages, total_count = totals(answer, page, limit, len(listed))
        return Page(tuple(_readable(from_json, listed)), page, total_pages, total_count)


def every_page(fetch: Callable[[int], Page[T]]) -> Iterator[T]:
    """The items of all pages, each fetched when reached: `every_page(lambda n: client.artists(page=n))`."""
    return (item for page in pages(fetch) for item in page.items)


def pages(fetch: Callable[[int], Page[T]]) -> Iterator[Page[T]]:
    """All pages, each fetched when reached, until the last one, or one that only repeats what was there."""
    known: set[object] = set()
    without_new = 0
    for number in itertools.count(1):
        page = fetch(number)
        ids = {getattr(item, "id", None) for item in page.items}
        without_new = 0 if ids - known else without_new + 1
        if page.items and without_new:
            return
        known |= ids
        yield page
        if page.is_last or without_new == MOST_UNREADABLE:
            return


def _readable(from_json: Callable[[Json], T], rows: list[Json]) -> Iterator[T]:
    """The rows that can be read: a broken one must not hide all the others."""
    for row in rows:
        try:
            yield from_json(row)
        except BadAnswer:
            continue
