# SPDX-License-Identifier: GPL-3.0-or-later
"""The files behind a generation's outputs, and the origin that serves them."""

import io
import time
import xml.etree.ElementTree as ET
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from sandbox.client import Sandbox, fetch


def outputs_of(sandbox: Sandbox, generation_id: str) -> Any:
    return sandbox.call("GET", f"/generations/{generation_id}").json["data"]["outputs"]


def test_an_image_is_a_webp_of_1024_pixels(sandbox: Sandbox, generation_id: str) -> None:
    reply = fetch("GET", outputs_of(sandbox, generation_id)["images"][0]["url"])
    image = Image.open(io.BytesIO(reply.body))
    assert (image.format, image.size) == ("WEBP", (1024, 1024))
    assert reply.headers["Content-Type"] == "image/webp"
    assert int(reply.headers["Content-Length"]) == len(reply.body)


def test_pictures_differ(sandbox: Sandbox) -> None:
    """By artist, by prompt, by generation, and within one generation."""
    sandbox.settings(images_per_generation=2)
    artists = sandbox.call("GET", "/artists?limit=2").json["data"]
    bodies = [
        {"artistId": artists[0]["id"], "prompt": "a sunset over mountains"},
        {"artistId": artists[0]["id"], "prompt": "a sunset over mountains"},
        {"artistId": artists[0]["id"], "prompt": "the sea at night"},
        {"artistId": artists[1]["id"], "prompt": "a sunset over mountains"},
    ]
    ids = [sandbox.call("POST", "/generations/image", body).json["generationId"] for body in bodies]
    urls = [image["url"] for id_ in ids for image in outputs_of(sandbox, id_)["images"]]
    assert len({fetch("GET", url).body for url in urls}) == len(urls) == 8


def test_an_svg_is_the_picture_in_paths(sandbox: Sandbox, generation_id: str) -> None:
    sandbox.call("POST", "/generations/svg", {"generationId": generation_id})
    output = outputs_of(sandbox, generation_id)["svg"]
    reply = fetch("GET", output["url"])
    root = ET.fromstring(reply.body)
    paths = root.findall("{http://www.w3.org/2000/svg}path")
    assert reply.headers["Content-Type"] == "image/svg+xml"
    assert (root.get("width"), output["width"], output["height"]) == ("1024", 1024, 1024)
    assert 10 < len(paths) < 2000
    assert all(path.get("fill", "").startswith("#") for path in paths)


@pytest.mark.parametrize(
    ("parameters", "film"),
    [
        ({}, ((854, 480), 96, 24)),
        ({"resolution": "720p", "duration": 2, "fps": 12}, ((1280, 720), 24, 12)),
        ({"aspectRatio": "9:16", "duration": 2, "fps": 60, "cameraFixed": True}, ((480, 854), 120, 60)),
        ({"aspectRatio": "1:1", "duration": 2, "fps": 25}, ((640, 640), 50, 25)),
        ({"aspectRatio": "9:16", "resolution": "720p", "duration": 2, "fps": 13}, ((720, 1280), 26, 13)),
    ],
)
def test_a_video_has_the_frames_that_were_asked(
    sandbox: Sandbox,
    generation_id: str,
    parameters: dict[str, object],
    film: tuple[tuple[int, int], int, int],
) -> None:
    size, frames, rate = film
    body = {"generationId": generation_id, "prompt": "camera slowly panning"} | parameters
    sandbox.call("POST", "/generations/video", body)
    output = outputs_of(sandbox, generation_id)["video"]
    reply = fetch("GET", output["url"])
    assert reply.headers["Content-Type"] == "video/mp4"
    with av.open(io.BytesIO(reply.body), "r") as container:
        stream = container.streams.video[0]
        pictures = [frame.to_ndarray(format="rgb24") for frame in container.decode(stream)]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height) == (output["width"], output["height"]) == size
        assert stream.frames == len(pictures) == frames
        assert stream.average_rate == rate
    change = np.abs(pictures[0].astype(int) - pictures[frames // 2].astype(int)).mean()
    assert change > 1, "nothing moves"


def test_history_is_drawn_when_it_is_asked_for(sandbox: Sandbox) -> None:
    history = sandbox.call("GET", "/generations?limit=100").json["data"]
    whole = next(item["outputs"] for item in history if item["outputs"]["svg"] and item["outputs"]["video"])
    for output in (*whole["images"], whole["svg"], whole["video"]):
        assert fetch("GET", output["url"]).status == 200


def test_files_come_from_another_origin_without_a_key(sandbox: Sandbox, generation_id: str) -> None:
    url = outputs_of(sandbox, generation_id)["images"][0]["url"]
    assert url.startswith(sandbox.cdn_url + "/")
    assert sandbox.cdn_url != sandbox.base_url
    sandbox.forget_requests()
    fetch("GET", url)
    (seen,) = sandbox.requests()
    assert (seen["origin"], seen["method"]) == ("cdn", "GET")
    assert "x-api-key" not in seen["headers"]


def test_an_address_expires_and_is_given_anew(sandbox: Sandbox, generation_id: str) -> None:
    sandbox.settings(url_lifetime=60)
    old = outputs_of(sandbox, generation_id)["images"][0]["url"]
    assert fetch("GET", old).status == 200
    sandbox.skip(61)
    reply = fetch("GET", old)
    assert reply.status == 403
    assert reply.headers["Content-Type"].startswith("text/html")
    new = outputs_of(sandbox, generation_id)["images"][0]["url"]
    assert new != old
    assert new.partition("?")[0] == old.partition("?")[0]
    assert fetch("GET", new).status == 200


def test_addresses_that_were_never_given_out(sandbox: Sandbox, generation_id: str) -> None:
    url = outputs_of(sandbox, generation_id)["images"][0]["url"]
    assert fetch("GET", url.partition("?")[0]).status == 403
    assert fetch("GET", url.replace("expires=never", "expires=9999999999999")).status == 403
    assert fetch("GET", url.replace("image-0", "image-1")).status == 404
    assert fetch("GET", f"{sandbox.cdn_url}/../etc/passwd").status == 404


def test_a_part_of_a_file(sandbox: Sandbox, generation_id: str) -> None:
    url = outputs_of(sandbox, generation_id)["images"][0]["url"]
    whole = fetch("GET", url).body
    part = fetch("GET", url, headers={"Range": "bytes=100-199"})
    assert (part.status, part.body) == (206, whole[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"
    assert fetch("GET", url, headers={"Range": "bytes=-50"}).body == whole[-50:]
    assert fetch("GET", url, headers={"Range": f"bytes={len(whole)}-"}).status == 416


def test_bandwidth_is_limited(sandbox: Sandbox, generation_id: str) -> None:
    url = outputs_of(sandbox, generation_id)["images"][0]["url"]
    size = len(fetch("GET", url).body)
    sandbox.settings(cdn_bandwidth=2 * size)
    begun = time.monotonic()
    assert len(fetch("GET", url).body) == size
    assert time.monotonic() - begun > 0.4
