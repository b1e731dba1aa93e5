# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of what the service has: artists, models, the account's own history, and the account itself."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ...api.client import every_page
from .. import argument, artist_argument, progress

if TYPE_CHECKING:
    import argparse

    from ...jobs.session import Session
    from ..command import Commands
    from ..row import Row


def add(commands: Commands) -> None:
    commands.add("account", account, "Show who the key belongs to, and the balance")
    listed = (
        commands.add("artists", artists, "List the artists", "id name tags models row"),
        commands.add("models", models, "List the trained models", "id name artist_name service_type"),
        commands.add(
            "history",
            history,
            "List your generations, newest first",
            "id created_at status outputs artist_name prompt",
        ),
    )
    for command in listed:
        command.add_argument("--limit", type=argument.whole(1), default=25, help="(default: %(default)s)")
    for command in listed[:2]:
        command.add_argument("--search", default="", help="part of the name")
    for command in listed[1:]:
        command.add_argument(
            "--artist", default="", metavar="ARTIST", help="only of this one: id, name or @N"
        )


def account(arguments: argparse.Namespace) -> Row:
    return asdict(progress.connected(arguments).client.account())


def artists(arguments: argparse.Namespace) -> list[Row]:
    """Each with the number by which --artist @N means it from now on."""
    session = progress.connected(arguments)
    client = session.client
    found = every_page(
        lambda page: client.artists(
            page=page, limit=100, search=arguments.search, order="name", direction="ASC"
        )
    )
    listed = [artist for artist, _ in zip(found, range(arguments.limit), strict=False)]
    artist_argument.keep_list(session, listed)
    return [asdict(artist) | {"row": f"@{number}"} for number, artist in enumerate(listed, 1)]


def models(arguments: argparse.Namespace) -> list[Row]:
    session = progress.connected(arguments)
    client, artist_id = session.client, _artist(session, arguments)
    found = every_page(
        lambda page: client.models(page=page, limit=100, search=arguments.search, artist_id=artist_id)
    )
    return [asdict(model) for model, _ in zip(found, range(arguments.limit), strict=False)]


def history(arguments: argparse.Namespace) -> list[Row]:
    session = progress.connected(arguments)
    client, artist_id = session.client, _artist(session, arguments)
    found = every_page(lambda page: client.generations(page=page, limit=100, artist_id=artist_id))
    return [asdict(generation) for generation, _ in zip(found, range(arguments.limit), strict=False)]


def _artist(session: Session, arguments: argparse.Namespace) -> str:
    """The id of the only artist that is wanted; "" for all."""
    return artist_argument.artist_ids(session, [arguments.artist])[0] if arguments.artist else ""
