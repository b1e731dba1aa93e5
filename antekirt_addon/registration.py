# SPDX-License-Identifier: GPL-3.0-or-later
"""The ordered list of all that Blender is told of; undone in reverse. Failures raise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from . import translations
from .operators import (
    add_depth,
    add_heights,
    add_mapping,
    animate_shading,
    another_like_this,
    attribution_renewal,
    browse,
    catalogue_file,
    choose_artist,
    clean_folder,
    control_all_jobs,
    control_batch,
    control_job,
    convert_svg,
    copy_credit_line,
    copy_on_save,
    copy_report,
    copy_to_library,
    credit_renders,
    export_svg,
    file_survey,
    film_follower,
    find_missing,
    find_shape,
    former_prompt,
    former_world,
    gallery_catalog,
    gallery_properties,
    gather_files,
    generate_batch,
    generate_image,
    generate_video,
    import_image,
    import_ready,
    import_result,
    import_svg,
    import_video,
    isolate_pieces,
    job_page,
    job_session,
    job_status,
    join_colors,
    join_credits,
    join_pieces,
    keep_brushes,
    kept_preferences,
    make_live,
    make_multiplane,
    make_own,
    make_seamless,
    mark_asset,
    next_variant,
    no_repeat,
    open_folder,
    open_website,
    palette_properties,
    prepare_for_export,
    prompt_text,
    read_colors,
    recolor,
    refresh_balance,
    reload_artwork,
    restart_film,
    result_queue,
    runtime,
    save_palette,
    scene_draft,
    scene_properties,
    seamless_thread,
    select_same,
    separate_pieces,
    set_relief,
    set_shading,
    show_in_history,
    show_in_view,
    show_part,
    status_bar,
    submit_again,
    submit_unsent,
    take_colors,
    take_out,
    test_connection,
    texture_reading,
    toggle_artist,
    unreadable_file,
    unwrap,
    use_generation,
    use_prompt,
    view_transform,
    wake_thickness,
    write_credits,
)
from .ui import (
    animate_dialog,
    artist_gallery,
    artwork_menu,
    artwork_panel,
    batch_panel,
    blender_menu,
    enlarged_picture,
    files_panel,
    film_panel,
    gallery_window,
    history,
    history_menu,
    keymap,
    online_manual,
    origin_listing,
    origin_panel,
    palette_panel,
    panel,
    preferences,
    preferences_data,
    preferences_studio,
    preset_menu,
    prompt_dialog,
    prompt_field,
    result_menu,
    result_preview,
    seamless_panel,
    snapshot,
    texture_panel,
    thumbnail,
)

if TYPE_CHECKING:
    from types import ModuleType

# Each module may have CLASSES, and register() and unregister() for what is no class.
MODULES: tuple[ModuleType, ...] = (
    translations,
    job_session,
    scene_properties,
    scene_draft,
    unreadable_file,
    result_queue,
    status_bar,
    job_status,
    import_ready,
    generate_image,
    another_like_this,
    generate_batch,
    convert_svg,
    generate_video,
    import_result,
    import_svg,
    export_svg,
    import_image,
    import_video,
    next_variant,
    former_world,
    no_repeat,
    restart_film,
    film_follower,
    gather_files,
    attribution_renewal,
    copy_on_save,
    file_survey,
    find_missing,
    seamless_thread,
    make_seamless,
    add_depth,
    make_live,
    add_heights,
    animate_shading,
    set_relief,
    set_shading,
    select_same,
    find_shape,
    separate_pieces,
    join_pieces,
    make_own,
    isolate_pieces,
    palette_properties,
    recolor,
    read_colors,
    join_colors,
    take_colors,
    save_palette,
    make_multiplane,
    show_part,
    reload_artwork,
    mark_asset,
    copy_to_library,
    catalogue_file,
    prepare_for_export,
    write_credits,
    credit_renders,
    join_credits,
    keep_brushes,
    copy_credit_line,
    show_in_history,
    show_in_view,
    view_transform,
    wake_thickness,
    control_job,
    control_all_jobs,
    control_batch,
    job_page,
    submit_again,
    submit_unsent,
    test_connection,
    refresh_balance,
    take_out,
    texture_reading,
    add_mapping,
    unwrap,
    toggle_artist,
    use_prompt,
    former_prompt,
    prompt_text,
    open_folder,
    open_website,
    clean_folder,
    copy_report,
    gallery_properties,
    gallery_catalog,
    browse,
    choose_artist,
    use_generation,
    thumbnail,
    result_preview,
    enlarged_picture,
    snapshot,
    preferences_data,
    preferences_studio,
    preferences,
    kept_preferences,
    prompt_field,
    prompt_dialog,
    animate_dialog,
    result_menu,
    preset_menu,
    artist_gallery,
    gallery_window,
    history,
    history_menu,
    panel,
    batch_panel,
    files_panel,
    artwork_menu,
    origin_listing,
    artwork_panel,
    palette_panel,
    origin_panel,
    film_panel,
    texture_panel,
    seamless_panel,
    blender_menu,
    keymap,
    online_manual,
)


def register() -> None:
    runtime.create()
    for module in MODULES:
        for cls in getattr(module, "CLASSES", ()):
            bpy.utils.register_class(cls)
        getattr(module, "register", _nothing)()
    runtime.state(Command)
    runtime.watch(runtime.state(translations.ShownLanguage).follow)
    runtime.start_timer()


def unregister() -> None:
    runtime.stop()
    for module in reversed(MODULES):
        getattr(module, "unregister", _nothing)()
        for cls in reversed(getattr(module, "CLASSES", ())):
            bpy.utils.unregister_class(cls)
    runtime.drop()


class Command:
    """What Blender runs for --command antekirt."""

    def __init__(self) -> None:
        self._handle = bpy.utils.register_cli_command("antekirt", _run_command)

    def close(self) -> None:
        bpy.utils.unregister_cli_command(self._handle)


def _run_command(argv: list[str]) -> int:
    from .cli import main  # what a Blender with a window never needs is not read at its start

    return main(argv)


def _nothing() -> None:
    pass
