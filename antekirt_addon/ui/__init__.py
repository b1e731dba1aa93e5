# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist sees. Everything here draws what was made elsewhere; nothing waits, reads or searches.

    panel               the sidebar: generate, jobs, history
    preferences         key, account, spending, results folder
    blender_menu        entries in Blender's own menus
    snapshot            what the panels draw, made by the timer; preferences_data is the preferences' own

`panel` names the files it draws with in the order in which they stand in the sidebar.
"""
