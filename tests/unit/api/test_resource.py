# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service says is read whatever it says."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antekirt_addon.api.error import BadAnswer
from antekirt_addon.api.generation_status import Status
from antekirt_addon.api.output import Output
from antekirt_addon.api.resource import Account, Artist, Generation, Model, Submission

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["id", "name", "status", "outputs", "images", "svg", "video", "artist", "models", "url"]
)


@settings(deadline=None)  # a busy machine is no defect
@given(st.dictionaries(FIELDS, JSON) | JSON)
def test_any_json_is_read_or_refused_as_a_bad_answer(data: object) -> None:
    for kind in (Account, Artist, Model, Generation, Submission):
        with contextlib.suppress(BadAnswer):
            kind.from_json(data)
    Output.from_json(data)


@pytest.mark.parametrize(
    "body",
    [{"generationId": "g"}, {"id": "g"}, {"data": {"generationId": "g"}}, {"data": {"id": "g"}}],
)
def test_a_submission_names_its_generation_in_four_ways(body: object) -> None:
    assert Submission.from_json(body).generation_id == "g"


@pytest.mark.parametrize("name", ["url", "src", "imageUrl", "svgUrl", "videoUrl"])
def test_an_output_is_an_object_or_a_bare_url(name: str) -> None:
    assert Output.from_json({name: "https://x/y"}) == Output("https://x/y") == Output.from_json("https://x/y")


def test_a_status_never_seen_before_is_kept_as_it_was_said() -> None:
    generation = Generation.from_json({"id": "g", "status": "dreaming"})
    assert (generation.status, generation.raw_status) == (Status.UNKNOWN, "dreaming")
