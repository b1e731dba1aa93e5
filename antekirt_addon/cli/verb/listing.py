# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of what the service has: artists, models, the account's own history, and the account itself."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ...api.client import every_page
from .. import argument, progress

if TYPE_CHECKING:
    import argparse

    from ..command import Commands
    from ..row import Row


def add(commands: Commands) -> None:
    commands.add("account", account, "Show who the key belongs to, and the balance")
    listed = (
        commands.add("artists", artists, "List the artists", "id name tags models"),
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
        command.add_argument("--artist", default="", metavar="ID", help="only of this artist")


def account(arguments: argparse.Namespace) -> Row:
    return asdict(progress.connected(arguments).client.account())


def artists(arguments: argparse.Namespace) -> list[Row]:
    client = progress.connected(arguments).client
    found = every_page(
        lambda page: client.artists(
            page=page, limit=100, search=arguments.search, order="name", direction="ASC"
        )
    )
    return [asdict(artist) for artist, _ in zip(found, range(arguments.limit), strict=False)]


def models(arguments: argparse.Namespace) -> list[Row]:
    client = progress.connected(arguments).client
    found = every_page(
        lambda page: client.models(page=page, limit=100, search=arguments.search, artist_id=arguments.artist)
    )
    return [asdict(model) for model, _ in zip(found, range(arguments.limit), strict=False)]


def history(arguments: argparse.Namespace) -> list[Row]:
    client = progress.connected(arguments).client
    found = every_page(lambda page: client.generations(page=page, limit=100, artist_id=arguments.artist))
    return [asdict(generation) for generation, _ in zip(found, range(arguments.limit), strict=False)]
