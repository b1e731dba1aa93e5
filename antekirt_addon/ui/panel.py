# SPDX-License-Identifier: GPL-3.0-or-later
"""The sidebar's panels, the same three in each editor that has the tab; other files draw what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..operators.job_page import Listing
from ..translations import translated
from . import (
    artist_gallery,
    generate_button,
    history,
    import_settings,
    job_pager,
    problem_card,
    prompt_field,
    result_grid,
    running_job,
    setup_notice,
    snapshot,
    unsent_button,
)
from .preset_menu import ANTEKIRT_PT_presets
from .sidebar_panel import ShaderEditorPanel, SidebarPanel
from .wrapped_text import paragraph

if TYPE_CHECKING:
    from bpy.stub_internal.rna_enums import IconItems

    from .job_listing import Page


COUNT_ICONS: tuple[IconItems, ...] = ("SORTTIME", "ERROR", "CHECKMARK")


class GeneratePanel(SidebarPanel):
    bl_label = "Generate"
    bl_translation_context = "Antekirt"  # in German, Blender has another word for it than our buttons
    bl_order = 0

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return context.scene is not None

    def draw_header_preset(self, _context: bpy.types.Context) -> None:
        ANTEKIRT_PT_presets.draw_panel_header(self.layout)

    def draw(self, context: bpy.types.Context) -> None:
        layout, shown = self.layout, snapshot.seen()
        if setup_notice.draw(layout, context, shown):
            return
        artist_gallery.draw(layout, context)
        prompt_field.draw(layout, context)
        if not self.into_editor:
            import_settings.draw(layout, context)
        generate_button.draw(layout, context, shown, into_editor=self.into_editor)
        if not self.into_editor:
            import_settings.draw_texture(layout, context)
            import_settings.draw_svg(layout, context)
            import_settings.draw_video(layout, context)
        import_settings.draw_placement(layout, context, into_editor=self.into_editor)


class JobsPanel(SidebarPanel):
    """What is under way, what went wrong, and what is ready; only there when there is something."""

    bl_label = "Jobs"
    bl_order = 1

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        shown = snapshot.current()
        return any(shown.counts) or shown.jobs.results.total > 0 or bool(shown.notice)

    def draw_header_preset(self, _context: bpy.types.Context) -> None:
        """How many there are, to be seen also when the panel is closed."""
        row = self.layout.row(align=True)
        for count, icon in zip(snapshot.current().counts, COUNT_ICONS, strict=True):
            if count:
                row.label(text=str(count), translate=False, icon=icon)

    def draw(self, context: bpy.types.Context) -> None:
        layout, shown = self.layout, snapshot.current()
        if shown.notice:
            row = layout.box().row()
            paragraph(row, context, translated(shown.notice), icon="INFO", boxes=1, buttons=1)
            row.operator("antekirt.dismiss_all", text="", icon="X", emboss=False).cards = "NOTICE"
        running_job.draw_all(layout, context, shown)
        job_pager.draw(layout, Listing.RUNNING, shown.jobs.running)
        if shown.jobs.unfinished > 1:
            layout.operator("antekirt.cancel_all", icon="X")
        unsent_button.draw_for_all(layout, context, shown)
        for job in shown.problems:
            problem_card.draw(layout, context, shown, job)
        job_pager.draw(layout, Listing.PROBLEMS, shown.jobs.problems)
        _draw_dismiss_all(layout, Listing.PROBLEMS, shown.jobs.problems)
        result_grid.draw_all(layout, context, shown)
        _draw_dismiss_all(layout, Listing.RESULTS, shown.jobs.results)


def _draw_dismiss_all(layout: bpy.types.UILayout, listing: Listing, page: Page) -> None:
    """Below several cards."""
    if page.total > 1:
        layout.operator("antekirt.dismiss_all", icon="X").cards = listing


class HistoryPanel(SidebarPanel):
    bl_label = "History"
    bl_translation_context = "Antekirt"
    bl_order = 2
    bl_options: Any = {"DEFAULT_CLOSED"}

    shows_one: Any = False

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        is_one = bool(context.window_manager.antekirt.history_generation_id)
        return bool(snapshot.current().key) and is_one == cls.shows_one

    def draw(self, context: bpy.types.Context) -> None:
        history.draw(self.layout, context)


class EntryPanel(HistoryPanel):
    """One entry, where a thing in the scene has led to it: no script can open the panel of all of them."""

    bl_order = 0  # and registered before all others: a sidebar that is scrolled back shows it
    bl_options: Any = set()
    shows_one = True


class ANTEKIRT_PT_generate(GeneratePanel, bpy.types.Panel):
    bl_space_type = "VIEW_3D"
    into_editor = False


class ANTEKIRT_PT_jobs(JobsPanel, bpy.types.Panel):
    bl_space_type = "VIEW_3D"
    into_editor = False


class ANTEKIRT_PT_history(HistoryPanel, bpy.types.Panel):
    bl_space_type = "VIEW_3D"
    into_editor = False


class ANTEKIRT_PT_entry(EntryPanel, bpy.types.Panel):
    bl_space_type = "VIEW_3D"
    into_editor = False


class ANTEKIRT_PT_image_generate(GeneratePanel, bpy.types.Panel):
    bl_space_type = "IMAGE_EDITOR"


class ANTEKIRT_PT_image_jobs(JobsPanel, bpy.types.Panel):
    bl_space_type = "IMAGE_EDITOR"


class ANTEKIRT_PT_image_history(HistoryPanel, bpy.types.Panel):
    bl_space_type = "IMAGE_EDITOR"


class ANTEKIRT_PT_image_entry(EntryPanel, bpy.types.Panel):
    bl_space_type = "IMAGE_EDITOR"


class ANTEKIRT_PT_node_generate(ShaderEditorPanel, GeneratePanel, bpy.types.Panel):
    pass


class ANTEKIRT_PT_node_jobs(ShaderEditorPanel, JobsPanel, bpy.types.Panel):
    pass


class ANTEKIRT_PT_node_history(ShaderEditorPanel, HistoryPanel, bpy.types.Panel):
    pass


class ANTEKIRT_PT_node_entry(ShaderEditorPanel, EntryPanel, bpy.types.Panel):
    pass


CLASSES = (
    ANTEKIRT_PT_entry,
    ANTEKIRT_PT_generate,
    ANTEKIRT_PT_jobs,
    ANTEKIRT_PT_history,
    ANTEKIRT_PT_image_entry,
    ANTEKIRT_PT_image_generate,
    ANTEKIRT_PT_image_jobs,
    ANTEKIRT_PT_image_history,
    ANTEKIRT_PT_node_entry,
    ANTEKIRT_PT_node_generate,
    ANTEKIRT_PT_node_jobs,
    ANTEKIRT_PT_node_history,
)
