# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs that go well, and those that the artist or the service ends."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from antekirt_addon.jobs.job import Job, Kind, State
from antekirt_addon.jobs.poll_policy import PollPolicy
from antekirt_addon.media.probe import probe

if TYPE_CHECKING:
    from collections.abc import Callable

    from antekirt_addon.jobs.session import Session
    from sandbox.client import Sandbox


def test_an_image_arrives_verified_in_the_artists_folder(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    job = run(image_job("a fox in the snow, 狐"))
    (file,) = job.files
    path = session.results_folder.path(file)
    assert job.state is State.READY
    assert probe(path).width == 1024
    assert path.stat().st_size == file.size
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert (job.prompt, job.credits_used, job.artist_name != "") == ("a fox in the snow, 狐", 3, True)
    assert [charge["generationId"] for charge in quick.ledger()] == [job.generation_id]


def test_a_chain_is_one_request(
    session: Session, image_job: Callable[..., Job], follow: Callable[[Job, Kind], Job], quick: Sandbox
) -> None:
    image = image_job()
    jobs = [image, follow(image, Kind.SVG), follow(image, Kind.VIDEO)]
    session.start(jobs)
    done = [session.wait(job.id) for job in jobs]
    assert [job.state for job in done] == [State.READY] * 3
    assert len({job.generation_id for job in done}) == 1
    kinds = [probe(session.results_folder.path(job.files[0])).kind for job in done]
    assert kinds == ["IMAGE", "SVG", "VIDEO"]
    assert sorted(charge["credits"] for charge in quick.ledger()) == [3, 5, 25]
    assert session.spent == 33


def test_a_chain_ends_with_its_image(
    session: Session, image_job: Callable[..., Job], follow: Callable[[Job, Kind], Job], quick: Sandbox
) -> None:
    quick.settings(fail=["image"])
    image = image_job()
    child = follow(image, Kind.SVG)
    session.start([image, child])
    assert session.wait(image.id).state is State.FAILED
    assert session.wait(child.id).problem.charged is False
    assert [charge["credits"] for charge in quick.ledger()] == [3]


def test_several_jobs_share_their_polls(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=3.0)
    session = open_session(policy=PollPolicy(shortest=0.4, longest=0.4))
    jobs = [image_job(f"fox {number}") for number in range(6)]
    session.start(jobs)
    assert {session.wait(job.id).state for job in jobs} == {State.READY}
    asked = [request for request in quick.requests() if request["origin"] == "api"]
    polls = [
        request
        for request in asked
        if request["method"] == "GET"
        and "/generations" in request["path"]
        and "limit=1&" not in request["query"]
    ]
    assert len(polls) < 6 * 3.0 / 0.4 / 2


def test_all_images_of_a_generation_arrive(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(images_per_generation=4)
    job = run(image_job())
    assert [file.index for file in job.files] == [0, 1, 2, 3]
    assert session.results_folder.holds(job)


def test_a_second_conversion_waits_for_its_own_output(
    session: Session, run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(images_per_generation=2, lag=0.3)
    image = run(image_job())
    first = run(Job(Kind.SVG, {"image_index": 0}, image.service, generation_id=image.generation_id))
    second = run(Job(Kind.SVG, {"image_index": 1}, image.service, generation_id=image.generation_id))
    assert first.files[0].sha256 != second.files[0].sha256
    assert session.results_folder.path(first.files[0]).is_file()


def test_a_chain_waits_while_another_program_has_its_generation(
    session: Session, image_job: Callable[..., Job], follow: Callable[[Job, Kind], Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=0, svg_delay=600)
    quick.fault({"kind": "delay", "seconds": 1}, origin="cdn")
    image = image_job()
    video = follow(image, Kind.VIDEO)
    session.start([image, video])
    session.wait_until(lambda: session.jobs[image.id].state is State.DOWNLOADING)
    generation_id = session.jobs[image.id].generation_id
    quick.call("POST", "/generations/svg", {"generationId": generation_id})
    quick.forget_requests()
    session.wait_until(lambda: any(generation_id in asked["path"] for asked in api_requests(quick)))
    quick.skip(600)
    assert session.wait(video.id).state is State.READY
    assert [charge["credits"] for charge in quick.ledger()] == [3, 5, 25]


def api_requests(quick: Sandbox) -> list[dict[str, str]]:
    return [request for request in quick.requests() if request["origin"] == "api"]


def test_a_second_conversion_that_is_ready_at_once_is_told_from_the_first(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(images_per_generation=2, svg_delay=0)
    image = run(image_job())
    for index in (0, 1):
        job = run(Job(Kind.SVG, {"image_index": index}, image.service, generation_id=image.generation_id))
        assert (job.state, job.problem) == (State.READY, None)


def test_the_services_failure_is_said_with_its_cost(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    image = run(image_job())
    quick.settings(fail=["svg"])
    job = run(Job(Kind.SVG, {"image_index": 0}, image.service, generation_id=image.generation_id))
    assert (job.state, job.problem.charged) == (State.FAILED, True)


def test_what_is_refused_costs_nothing(
    run: Callable[[Job], Job], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    private = Job(Kind.IMAGE, {"artist_id": quick.private_artist_id, "prompt": "x"}, quick.base_url)
    image = run(image_job())
    absent = Job(Kind.SVG, {"image_index": 1}, quick.base_url, generation_id=image.generation_id)
    for job in (private, absent):
        done = run(job)
        assert (done.state, done.problem.charged) == (State.FAILED, False)
    assert [charge["credits"] for charge in quick.ledger()] == [3]
    posts = [request["path"] for request in quick.requests() if request["method"] == "POST"]
    assert posts == ["/api/v1/generations/image"] * 2


def test_cancelling_stops_the_waiting_only(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=600)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.jobs[job.id].state is State.RUNNING)
    session.engine.cancel(job.id)
    cancelled = session.wait(job.id)
    assert (cancelled.state, cancelled.problem.charged) == (State.CANCELLED, True)
    quick.skip(600)
    session.engine.retry(job.id)
    session.wait_until(lambda: session.jobs[job.id].state is State.READY)
    assert len(quick.ledger()) == 1


def test_cancelling_before_the_submit_costs_nothing(
    session: Session, image_job: Callable[..., Job], follow: Callable[[Job, Kind], Job], quick: Sandbox
) -> None:
    quick.settings(image_delay=0.5)
    image = image_job()
    child = follow(image, Kind.VIDEO)
    session.start([image, child])
    session.engine.cancel(child.id)
    assert session.wait(child.id).problem.charged is False
    assert session.wait(image.id).state is State.READY
    assert [charge["credits"] for charge in quick.ledger()] == [3]


def test_a_cancelled_download_leaves_no_file(
    session: Session, image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(cdn_bandwidth=4000)
    job = image_job()
    session.start([job])
    session.wait_until(lambda: session.shares.get(job.id, 0) > 0)
    session.engine.cancel(job.id)
    assert session.wait(job.id).state is State.CANCELLED
    session.wait_until(lambda: not list(session.results_folder.results.rglob(".download-*")))
    assert not [path for path in session.results_folder.results.rglob("*") if path.is_file()]


def test_what_the_account_has_is_brought_for_nothing(session: Session, quick: Sandbox) -> None:
    generation = next(g for g in session.client.generations(limit=50).items if g.outputs.svg)
    for kind in (Kind.IMAGE, Kind.SVG):
        job = Job(kind, {}, quick.base_url, free=True, state=State.RUNNING, generation_id=generation.id)
        session.start([job])
        done = session.wait(job.id)
        assert (done.state, done.artist_name) == (State.READY, generation.artist_name)
        assert session.results_folder.holds(done)
    again = Job(Kind.SVG, {}, quick.base_url, free=True, state=State.RUNNING, generation_id=generation.id)
    quick.forget_requests()
    session.start([again])
    assert session.wait(again.id).files == done.files
    assert quick.requests() == []
    assert quick.ledger() == []


def test_a_problem_is_told_at_each_start_until_it_is_put_aside(
    open_session: Callable[..., Session], image_job: Callable[..., Job], quick: Sandbox
) -> None:
    quick.settings(fail=["image"])
    first = open_session()
    job = image_job()
    first.start([job])
    told = first.wait(job.id)
    assert first.close()

    second = open_session()
    second.start_engine()
    second.wait_until(lambda: second.knows_recent)
    assert second.jobs[job.id] == told
    assert second.jobs[job.id].needs_the_artist
    second.engine.dismiss(job.id)
    second.wait_until(lambda: second.jobs[job.id].dismissed)
    assert second.close()

    third = open_session()
    third.start_engine()
    third.wait_until(lambda: third.knows_recent)
    assert not third.jobs[job.id].needs_the_artist
