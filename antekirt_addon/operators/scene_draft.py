# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist has chosen outlives undo, redo, a new file and a restart.

`Scene.antekirt` is where the panel and scripts read and write, and Blender undoes it with the scene. So each
tick looks what is chosen there, and so does what is just about to change it: what undo or redo have taken is
put back, and a scene without choices of its own begins with what was used last. What was only filled in so is
not written into the file that is saved: nobody has chosen it there.

Without a window nothing is read from the disk nor written to it, and a new scene is given prompt and artist
alone, none of what an operator that is executed takes from there: what a script makes is up to the script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..catalog.draft import PROMPT, Drafts, of_one_picture
from . import addon_settings, job_session, runtime, scene_choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..catalog.draft import Values


class SceneDraft:
    """held: what each scene of this file showed last, by session uid. filled: those that show only what was
    filled in. own: those that came with choices of their own, out of a file.
    """

    def __init__(self) -> None:
        self.has_window = not bpy.app.background
        path = addon_settings.key_path().with_name("drafts.json")
        self.drafts = Drafts(path if self.has_window else None)
        self.held: dict[int, Values] = {}
        self.filled: set[int] = set()
        self.own: set[int] = set()

    def close(self) -> None:
        self.drafts.write()

    def follow(self, scenes: Iterable[bpy.types.Scene]) -> None:
        """Take in what is chosen in these scenes."""
        for scene in scenes:
            if scene.library:  # where nothing can be chosen
                continue
            values, before = scene_choices.read(_chosen(scene)), self.held.get(scene.session_uid)
            if before is None:
                self._meet(scene, values)
            elif values != before:
                self._take(scene, values, before)

    def _take(self, scene: bpy.types.Scene, values: Values, before: Values) -> None:
        self.held[scene.session_uid] = values
        self.filled.discard(scene.session_uid)
        replaced = {name: value for name, value in before.items() if values.get(name) != value}
        self.drafts.note(values, replaced if PROMPT in replaced else None)
        runtime.redraw_soon()

    def meet_file(self) -> None:
        """Another file is open."""
        self.held, self.filled, self.own = {}, set(), set()
        is_new = not bpy.data.filepath
        for scene in local_scenes():
            self._meet(scene, scene_choices.read(_chosen(scene)), is_of_new_file=is_new)

    def _meet(self, scene: bpy.types.Scene, values: Values, *, is_of_new_file: bool = False) -> None:
        """Let a scene without choices of its own begin with what was used last. Those of a new file are none:
        they came with the startup file.
        """
        self.held[scene.session_uid] = values
        if is_of_new_file or not scene_choices.is_made(_chosen(scene)):
            self._fill(scene, self.drafts.current.chosen)
        elif bpy.data.filepath:
            self.own.add(scene.session_uid)
        elif not self.drafts.current.chosen:
            self.drafts.note(values)

    def _fill(self, scene: bpy.types.Scene, values: Values) -> None:
        if not self.has_window:
            values = of_one_picture(values)
        if values:
            scene_choices.write(_chosen(scene), values)
            self.held[scene.session_uid] = scene_choices.read(_chosen(scene))
            self.filled.add(scene.session_uid)
            runtime.redraw_soon()

    def put_back(self) -> None:
        """Undo or redo has changed the scenes, but these choices are not its own."""
        for scene in local_scenes():
            held = self.held.get(scene.session_uid)
            if held is not None:
                scene_choices.write(_chosen(scene), held)

    def note_use(self, scene: bpy.types.Scene) -> None:
        """What is chosen in this scene has been used: a new scene begins with it."""
        self.follow([scene])
        self.filled.discard(scene.session_uid)
        if scene.session_uid in self.held:
            self.drafts.note(self.held[scene.session_uid])

    def swap(self, scene: bpy.types.Scene) -> None:
        """Show the former prompt, with what was replaced together with it."""
        before = self.held[scene.session_uid]
        former = self.drafts.former(before[PROMPT])[0]
        scene_choices.write(_chosen(scene), former)
        values = scene_choices.read(_chosen(scene))
        self.held[scene.session_uid] = values
        self.filled.discard(scene.session_uid)
        self.drafts.note_swap(values, {name: before[name] for name in former if name in before})

    def follow_account(self) -> None:
        """Show the draft of the account that the key belongs to; a file's own choices stay."""
        session = job_session.running()
        if not self.drafts.belong_to(session.client.known_account if session else ""):
            return
        for scene in local_scenes():
            if scene.session_uid not in self.own:
                shown = of_one_picture(self.held[scene.session_uid])
                nothing = {name: type(value)() for name, value in shown.items()}
                self._fill(scene, self.drafts.current.chosen or nothing)

    def take_out(self) -> None:
        """A file is about to be saved: what was only filled in does not go into it, unless by a script."""
        self.follow(local_scenes())
        for scene in local_scenes():
            if self.has_window and scene.session_uid in self.filled:
                scene_choices.forget(_chosen(scene))

    def put_in(self) -> None:
        """It has been saved, or not."""
        self.put_back()


def draft() -> SceneDraft:
    """The draft of the enabled add-on."""
    return runtime.state(SceneDraft)


def follow(context: bpy.types.Context) -> None:
    """Take in what is chosen, just before something else is: it is the former choice then."""
    if context.scene:
        draft().follow([context.scene])


def note_use(context: bpy.types.Context) -> None:
    """What is chosen is being used: a new scene begins with it."""
    if context.scene:
        draft().note_use(context.scene)


def swap(context: bpy.types.Context) -> None:
    """Go back to the former prompt, if there is one."""
    follow(context)
    if former_prompt(context):
        draft().swap(context.scene)  # type: ignore[arg-type]  # which has one


def former_prompt(context: bpy.types.Context) -> str:
    """The prompt that was there before the one that is shown; "" if there is none."""
    scene: Any = context.scene
    former = draft().drafts.former(scene.antekirt.prompt) if scene else ()
    return str(former[0][PROMPT]) if former else ""


def local_scenes() -> Iterator[bpy.types.Scene]:
    """The scenes of this file, last those that are shown: what is chosen there is what was chosen last."""
    shown = _shown_scenes()
    return (scene for scene in sorted(bpy.data.scenes, key=shown.__contains__) if not scene.library)


def _shown_scenes() -> set[bpy.types.Scene]:
    return {window.scene for manager in bpy.data.window_managers for window in manager.windows}


def watch() -> None:
    """Keep up with what is chosen; called at each tick."""
    kept = draft()
    new = (scene for scene in bpy.data.scenes if scene.session_uid not in kept.held)
    kept.follow({*_shown_scenes(), *new})
    kept.follow_account()
    kept.drafts.write_if_due()


def _chosen(scene: bpy.types.Scene) -> bpy.types.PropertyGroup:
    chosen: bpy.types.PropertyGroup = scene.antekirt  # type: ignore[attr-defined]  # ours
    return chosen


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before(*_: object) -> None:
    draft().follow(local_scenes())


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_undo(*_: object) -> None:
    draft().put_back()


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_load(*_: object) -> None:
    draft().meet_file()


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _before_save(*_: object) -> None:
    draft().take_out()


@bpy.app.handlers.persistent  # type: ignore[untyped-decorator]  # Blender's
def _after_save(*_: object) -> None:
    draft().put_in()


HANDLERS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("undo_pre", _before),
    ("undo_post", _after_undo),
    ("redo_pre", _before),
    ("redo_post", _after_undo),
    ("load_pre", _before),
    ("load_post", _after_load),
    ("save_pre", _before_save),
    ("save_post", _after_save),
    ("save_post_fail", _after_save),
)
CLASSES = ()


def register() -> None:
    draft()  # is read here: draw() asks for it
    runtime.watch(watch)


def unregister() -> None:
    if hasattr(bpy.data, "scenes"):
        draft().follow(local_scenes())
