# SPDX-License-Identifier: GPL-3.0-or-later
"""Right-click, Online Manual: which heading of docs/ tells of which operator or property."""

from __future__ import annotations

import bpy

from ..operators.open_website import WEBSITE

PAGES = f"{WEBSITE}/blender/docs/"  # where docs/ is published
# By Blender's name for each, in lower case; the first that fits counts.
MAP = (
    ("bpy.ops.antekirt.generate_image", "generate.md#generate"),
    ("bpy.ops.antekirt.generate_batch", "batch.md#the-rows"),
    ("bpy.ops.antekirt.stop_batch", "batch.md#while-it-runs"),
    ("bpy.ops.antekirt.resume_batch", "batch.md#when-it-was-not-finished"),
    ("bpy.ops.antekirt.refresh_balance", "generate.md#the-price"),
    ("bpy.ops.antekirt.edit_prompt", "generate.md#the-prompt"),
    ("bpy.ops.antekirt.prompt_*", "generate.md#in-the-text-editor"),
    ("bpy.ops.antekirt.use_prompt", "generate.md#earlier-prompts"),
    ("bpy.ops.antekirt.former_prompt", "generate.md#earlier-prompts"),
    ("bpy.ops.antekirt.add_preset", "generate.md#presets"),
    ("bpy.ops.antekirt.import_image", "generate.md#pictures-of-your-own"),
    ("bpy.ops.antekirt.another_like_this", "textures.md#another-like-this"),
    ("bpy.ops.antekirt.next_variant", "textures.md#the-next-variant"),
    ("bpy.ops.antekirt.unwrap", "textures.md#unwrapped-when-you-ask"),
    ("bpy.ops.antekirt.add_mapping", "textures.md#moved-turned-and-scaled"),
    ("bpy.ops.antekirt.take_out", "textures.md#take-out"),
    ("bpy.ops.antekirt.former_world", "textures.md#the-former-world"),
    ("bpy.ops.antekirt.no_repeat", "textures.md#without-a-visible-repeat"),
    ("bpy.ops.antekirt.gather_files", "files.md#beside-the-blend-file"),
    ("bpy.ops.antekirt.find_missing", "files.md#find-what-is-missing"),
    ("bpy.ops.antekirt.make_seamless", "textures.md#seamless"),
    ("bpy.ops.antekirt.use_seamless", "textures.md#seamless"),
    ("bpy.ops.antekirt.add_depth", "textures.md#depth"),
    ("bpy.ops.antekirt.mark_asset", "assets.md#mark-results"),
    ("bpy.ops.antekirt.copy_to_library", "assets.md#the-asset-library"),
    ("bpy.ops.antekirt.register_library", "assets.md#the-asset-library"),
    ("bpy.ops.antekirt.prepare_for_export", "export.md#prepare-for-export"),
    ("bpy.ops.antekirt.undo_preparation", "export.md#prepare-for-export"),
    ("bpy.ops.antekirt.write_credits", "export.md#whose-work-it-is"),
    ("bpy.ops.antekirt.choose_artist", "artists.md#the-gallery"),
    ("bpy.ops.antekirt.toggle_artist", "artists.md#several-artists"),
    ("bpy.ops.antekirt.browse_artists", "artists.md#a-window-of-its-own"),
    ("bpy.ops.antekirt.use_gallery", "artists.md#a-window-of-its-own"),
    ("bpy.ops.antekirt.filter_style", "artists.md#search-and-order"),
    ("bpy.ops.antekirt.turn_page", "artists.md#the-gallery"),
    ("bpy.ops.antekirt.reload_catalog", "artists.md#when-the-gallery-is-out-of-date"),
    ("bpy.ops.antekirt.convert_svg", "vectors.md"),
    ("bpy.ops.antekirt.import_svg", "vectors.md"),
    ("bpy.ops.antekirt.select_same", "artwork.md#pieces"),
    ("bpy.ops.antekirt.find_shape", "artwork.md#pieces"),
    ("bpy.ops.antekirt.separate_pieces", "artwork.md#pieces"),
    ("bpy.ops.antekirt.isolate_pieces", "artwork.md#pieces"),
    ("bpy.ops.antekirt.make_live", "artwork.md#artworks-of-earlier-versions"),
    ("bpy.ops.antekirt.recolor", "artwork.md#its-colors"),
    ("bpy.ops.antekirt.reload_artwork", "artwork.md#reload"),
    ("bpy.ops.antekirt.generate_video", "animate.md#from-an-image-to-a-video"),
    ("bpy.ops.antekirt.import_video", "animate.md#videos-of-your-own"),
    ("bpy.ops.antekirt.restart_film", "animate.md#another-start"),
    ("bpy.ops.antekirt.import_ready", "jobs.md#when-a-result-comes"),
    ("bpy.ops.antekirt.cancel_job", "jobs.md#cancelling"),
    ("bpy.ops.antekirt.cancel_all", "jobs.md#cancelling"),
    ("bpy.ops.antekirt.wait_again", "jobs.md#cancelling"),
    ("bpy.ops.antekirt.dismiss_all", "jobs.md#ready"),
    ("bpy.ops.antekirt.import_job", "jobs.md#ready"),
    ("bpy.ops.antekirt.more", "jobs.md#ready"),
    ("bpy.ops.antekirt.reuse_job", "jobs.md#ready"),
    ("bpy.ops.antekirt.dismiss_job", "jobs.md#ready"),
    ("bpy.ops.antekirt.show_in_view", "jobs.md#to-see-it"),
    ("bpy.ops.antekirt.show_whole", "jobs.md#to-see-it"),
    ("bpy.ops.antekirt.go_there", "jobs.md#to-see-it"),
    ("bpy.ops.antekirt.use_standard", "jobs.md#to-see-it"),
    ("bpy.ops.antekirt.leave_standard", "jobs.md#to-see-it"),
    ("bpy.ops.antekirt.turn_job_page", "jobs.md#ready"),
    ("bpy.ops.antekirt.pick_result", "jobs.md#ready"),
    ("bpy.ops.antekirt.enlarge", "jobs.md#a-larger-look"),
    ("bpy.ops.antekirt.retry_job", "jobs.md#when-something-goes-wrong"),
    ("bpy.ops.antekirt.submit_again", "jobs.md#is-it-this-one"),
    ("bpy.ops.antekirt.adopt_generation", "jobs.md#is-it-this-one"),
    ("bpy.ops.antekirt.submit_unsent", "jobs.md#never-sent"),
    ("bpy.ops.antekirt.copy_report", "jobs.md#asking-for-help"),
    ("bpy.ops.antekirt.resume_jobs", "jobs.md#after-a-crash"),
    ("bpy.ops.antekirt.import_generation", "history.md#import-again-for-nothing"),
    ("bpy.ops.antekirt.import_menu", "history.md#import-again-for-nothing"),
    ("bpy.ops.antekirt.star", "history.md#find-something"),
    ("bpy.ops.antekirt.pick_image", "history.md#several-images"),
    ("bpy.ops.antekirt.filter_history", "history.md#find-something"),
    ("bpy.ops.antekirt.entry_menu", "history.md#what-an-entry-can-do"),
    ("bpy.ops.antekirt.reuse_generation", "history.md#what-an-entry-can-do"),
    ("bpy.ops.antekirt.copy_prompt", "history.md#what-an-entry-can-do"),
    ("bpy.ops.antekirt.remove_copy", "history.md#what-an-entry-can-do"),
    ("bpy.ops.antekirt.test_connection", "preferences.md#account"),
    ("bpy.ops.antekirt.open_website", "preferences.md#the-key"),
    ("bpy.ops.antekirt.open_folder", "preferences.md#results"),
    ("bpy.ops.antekirt.find_removable", "preferences.md#free-disk-space"),
    ("bpy.ops.antekirt.remove_found", "preferences.md#free-disk-space"),
    ("bpy.types.antekirtsceneproperties.artist*", "artists.md#the-gallery"),
    ("bpy.types.antekirtsceneproperties.prompt", "generate.md#the-prompt"),
    ("bpy.types.antekirtsceneproperties.prompt_text", "generate.md#in-the-text-editor"),
    ("bpy.types.antekirtsceneproperties.image_import_as", "generate.md#what-the-image-becomes"),
    ("bpy.types.antekirtsceneproperties.then", "generate.md#more-in-one-go"),
    ("bpy.types.antekirtsceneproperties.svg_import_as", "vectors.md"),
    ("bpy.types.antekirtsceneproperties.video_import_as", "animate.md#from-an-image-to-a-video"),
    ("bpy.types.antekirtsceneproperties.size", "generate.md#placement"),
    ("bpy.types.antekirtsceneproperties.align", "generate.md#placement"),
    ("bpy.types.antekirtsceneproperties.pack", "generate.md#placement"),
    ("bpy.types.antekirtsceneproperties.batch*", "batch.md#the-rows"),
    ("bpy.types.antekirtsceneproperties.*", "animate.md#settings"),
    ("bpy.types.antekirtgalleryproperties.history*", "history.md#find-something"),
    ("bpy.types.antekirtgalleryproperties.first_entry", "history.md#find-something"),
    ("bpy.types.antekirtgalleryproperties.is_explained", "artists.md#more-about-an-artist"),
    ("bpy.types.antekirtgalleryproperties.*", "artists.md#search-and-order"),
    ("bpy.types.antekirtpreferences.api_key", "preferences.md#the-key"),
    ("bpy.types.antekirtpreferences.base_url", "preferences.md#the-server"),
    ("bpy.types.antekirtpreferences.folder", "preferences.md#results"),
    ("bpy.types.antekirtpreferences.library", "assets.md#the-asset-library"),
    ("bpy.types.antekirtpreferences.copy_on_save", "files.md#by-itself-on-save"),
    ("bpy.types.antekirtpreferences.confirm_above", "preferences.md#spending"),
    ("bpy.types.antekirtpreferences.cards_kept", "preferences.md#results"),
    ("bpy.types.antekirtpreferences.spending_limit", "preferences.md#spending"),
    ("bpy.types.material.antekirt*", "vectors.md"),
    ("bpy.types.object.antekirt*", "artwork.md#values-of-the-whole"),
)

CLASSES = ()


def manual_map() -> tuple[str, tuple[tuple[str, str], ...]]:
    return PAGES, MAP


def register() -> None:
    bpy.utils.register_manual_map(manual_map)


def unregister() -> None:
    bpy.utils.unregister_manual_map(manual_map)
