# SPDX-License-Identifier: GPL-3.0-or-later
"""The true answers in shapes that the documentation does not give, though clients meet them."""

from collections.abc import Callable
from typing import Any

Json = Any  # an object of the documentation, whichever


def reshaped(body: Json, shapes: list[str]) -> Json:
    """The answer in one shape after the other. A str is plain text, and JSON no longer."""
    for shape in shapes:
        body = ANSWER_SHAPES[shape](body)
    return body


def single_without_data(body: Json) -> Json:
    return body["data"] if isinstance(body.get("data"), dict) else body


def list_without_data(body: Json) -> Json:
    return body["data"] if isinstance(body.get("data"), list) else body


def list_as(name: str) -> Callable[[Json], Json]:
    return lambda body: (
        renamed(body, {"data": name}, deep=False) if isinstance(body.get("data"), list) else body
    )


def submit_as(name: str) -> Callable[[Json], Json]:
    return lambda body: renamed(body, {"generationId": name}, deep=False) if "creditsUsed" in body else body


def submit_in_data(body: Json) -> Json:
    return {"data": body} if "creditsUsed" in body else body


def error_as(change: Callable[[str], Json]) -> Callable[[Json], Json]:
    return lambda body: change(body["messages"][0]["message"]) if "messages" in body else body


def names_as(names: dict[str, str]) -> Callable[[Json], Json]:
    return lambda body: renamed(body, names, deep=True)


def generation_id(body: Json) -> Json:
    """A generation with `generationId` for `id`, alone or in a list."""
    if isinstance(body, dict) and "outputs" in body:
        return renamed(body, {"id": "generationId"}, deep=False)
    if isinstance(body, dict):
        return {name: generation_id(value) for name, value in body.items()}
    return [generation_id(value) for value in body] if isinstance(body, list) else body


def renamed(value: Json, names: dict[str, str], *, deep: bool) -> Json:
    if isinstance(value, dict):
        return {
            names.get(name, name): renamed(inner, names, deep=True) if deep else inner
            for name, inner in value.items()
        }
    return [renamed(inner, names, deep=True) for inner in value] if isinstance(value, list) else value


ANSWER_SHAPES: dict[str, Callable[[Json], Json]] = {
    "single_without_data": single_without_data,
    "list_without_data": list_without_data,
    "list_as_items": list_as("items"),
    "list_as_results": list_as("results"),
    "generation_id": generation_id,
    "submit_as_id": submit_as("id"),
    "submit_in_data": submit_in_data,
    "display_name": names_as({"name": "displayName"}),
    "thumbnail_url": names_as({"profilePictureUrl": "thumbnailUrl"}),
    "error_strings": error_as(lambda text: {"messages": [text]}),
    "error_message": error_as(lambda text: {"message": text}),
    "error_text": error_as(str),
}
