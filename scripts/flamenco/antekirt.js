// SPDX-License-Identifier: GPL-3.0-or-later
//
// A job type for Flamenco 3, of the same shape as the template that `antekirt farm` writes: a task for each row,
// one that places them in the scene, and then the frames. It runs what lies in a bundle of that verb.
// To be put into the folder "scripts" beside flamenco-manager; docs/farm.md tells the rest.

const JOB_TYPE = {
    label: "Antekirt Batch and Render",
    description: "Generate the rows of a bundle, place them in its scene, and render it",
    settings: [
        { key: "bundle", type: "string", subtype: "dir_path", required: true, visible: "submission",
          description: "The folder that `antekirt farm` has written, on a drive that all workers reach" },
        { key: "rows", type: "string", required: true, visible: "submission",
          eval: "','.join(str(row['number']) for row in __import__('json').loads("
              + "Path(abspath(settings.bundle), 'rows.json').read_text(encoding='utf-8'))['rows'])",
          evalInfo: { showLinkButton: true, description: "All rows of the bundle" },
          description: "Numbers of the rows to be generated. Examples: '2-9', '2,5'" },
        { key: "frames", type: "string", required: true, visible: "submission",
          eval: "f'{C.scene.frame_start}-{C.scene.frame_end}'",
          evalInfo: { showLinkButton: true, description: "Scene frame range" },
          description: "Frames to be rendered. Examples: '47', '1-30', '3, 5-10'" },
        { key: "chunk_size", type: "int32", default: 1, propargs: { min: 1 }, visible: "submission",
          description: "Number of frames that one task renders" },
        { key: "results_folder", type: "string", subtype: "dir_path", default: "", visible: "submission",
          description: "The list of jobs and what was paid for, the same for all workers; empty: in the bundle" },
    ],
};

function compileJob(job) {
    const settings = job.settings;
    const inBundle = (name) => path.join(settings.bundle, name);
    const verb = (name, more) => [
        "--command", "antekirt", name, inBundle("rows.json"), ...more,
        "--results-folder", settings.results_folder || inBundle("results"),
    ];

    const place = author.Task("place", "blender");
    place.addCommand(blender(
        inBundle("scene.blend"), verb("farm-place", ["--output", inBundle("placed.blend")])
    ));
    for (const row of frameChunker(settings.rows, 1)) {
        const generate = author.Task(`generate-${row}`, "blender");
        generate.addCommand(author.Command("exec", {
            exe: "{blender}",
            args: ["--online-mode", ...verb("farm-row", ["--row", row])],
        }));
        place.addDependency(generate);
        job.addTask(generate);
    }
    job.addTask(place);
    for (const chunk of frameChunker(settings.frames, settings.chunk_size)) {
        const render = author.Task(`render-${chunk}`, "blender");
        render.addCommand(blender(inBundle("placed.blend"), [
            "--render-output", path.join(inBundle("frames"), "frame_####"),
            "--render-frame", chunk.replaceAll("-", ".."), // as Blender writes a range
        ]));
        render.addDependency(place);
        job.addTask(render);
    }
}

function blender(blendfile, args) {
    return author.Command("blender-render", {
        exe: "{blender}",
        exeArgs: "{blenderArgs}",
        argsBefore: [],
        blendfile: blendfile,
        args: args,
    });
}
