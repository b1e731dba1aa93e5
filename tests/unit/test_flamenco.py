# SPDX-License-Identifier: GPL-3.0-or-later
"""The job type for Flamenco, run with doubles of what Flamenco gives to such scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import quickjs

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "flamenco" / "antekirt.js"
# What Flamenco Manager gives to a script, as its sources show: author, path, frameChunker.
DOUBLES = """
const path = { join: (...parts) => parts.join("/") };
const author = {
    Task: (name, type) => ({
        name, type, commands: [], after: [],
        addCommand(command) { this.commands.push(command); },
        addDependency(task) { this.after.push(task.name); },
    }),
    Command: (name, parameters) => ({ name, parameters }),
};
function frameChunker(text, size) {
    const all = text.split(",").flatMap((part) => {
        const [first, last] = part.split("-").map(Number);
        return Array.from({ length: (last ?? first) - first + 1 }, (_, index) => first + index);
    });
    const chunks = [];
    for (let at = 0; at < all.length; at += size) {
        const chunk = all.slice(at, at + size);
        chunks.push(chunk.length > 1 ? `${chunk[0]}-${chunk[chunk.length - 1]}` : `${chunk[0]}`);
    }
    return chunks;
}
"""


def run(settings: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The job type, and the tasks of a job with these settings."""
    job = f"const job = {{ settings: {json.dumps(settings)}, tasks: [] }};"
    job += "job.addTask = (task) => job.tasks.push(task);"
    told = "compileJob(job); JSON.stringify([JOB_TYPE, job.tasks]);"
    source = "\n".join(('"use strict";', DOUBLES, SCRIPT.read_text(encoding="utf-8"), job, told))
    job_type, tasks = json.loads(quickjs.Context().eval(source))
    return job_type, tasks


def test_its_tasks_have_the_shape_of_a_bundle() -> None:
    _, tasks = run(
        {"bundle": "/share/bundle", "rows": "2-4", "frames": "1-5", "chunk_size": 2, "results_folder": ""}
    )
    assert [(task["name"], task["after"]) for task in tasks] == [
        ("generate-2", []),
        ("generate-3", []),
        ("generate-4", []),
        ("place", ["generate-2", "generate-3", "generate-4"]),
        ("render-1-2", ["place"]),
        ("render-3-4", ["place"]),
        ("render-5", ["place"]),
    ]
    by_name = {task["name"]: task["commands"][0] for task in tasks}
    folder = ["--results-folder", "/share/bundle/results"]
    rows = "/share/bundle/rows.json"
    assert by_name["generate-3"] == {
        "name": "exec",
        "parameters": {
            "exe": "{blender}",
            "args": ["--online-mode", "--command", "antekirt", "farm-row", rows, "--row", "3", *folder],
        },
    }
    place = by_name["place"]["parameters"]
    assert place["blendfile"] == "/share/bundle/scene.blend"
    output = ["--output", "/share/bundle/placed.blend"]
    assert place["args"] == ["--command", "antekirt", "farm-place", rows, *output, *folder]
    render = by_name["render-3-4"]["parameters"]
    assert render["blendfile"] == "/share/bundle/placed.blend"
    assert render["args"] == ["--render-output", "/share/bundle/frames/frame_####", "--render-frame", "3..4"]
    assert "antekirt" not in json.dumps(render["args"])  # frames need no add-on


def test_the_rows_are_read_from_the_bundle(tmp_path: Path) -> None:
    (tmp_path / "rows.json").write_text(
        json.dumps({"rows": [{"number": 2}, {"number": 5}]}), encoding="utf-8"
    )
    settings = {
        "bundle": str(tmp_path),
        "rows": "2",
        "frames": "1",
        "chunk_size": 1,
        "results_folder": "/mnt/jobs",
    }
    job_type, tasks = run(settings)
    known = {each["key"]: each for each in job_type["settings"]}

    class Chosen:
        bundle = str(tmp_path)

    names = {"Path": Path, "abspath": Path, "settings": Chosen}
    assert eval(known["rows"]["eval"], names) == "2,5"
    assert tasks[0]["commands"][0]["parameters"]["args"][-1] == "/mnt/jobs"
    assert all(each["type"] in {"string", "int32"} and each["description"] for each in known.values())
