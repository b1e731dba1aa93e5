# SPDX-License-Identifier: GPL-3.0-or-later
"""The names by which Blender and people know the add-on."""

ADDON_ID = __package__ or ""  # "bl_ext.<repository>.antekirt" once installed
IS_FREE_PART = ADDON_ID.endswith(".antekirt_import")
WEBSITE = "https://antekirt.com"
