# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a Blender that has a window, by mouse and keyboard on a virtual screen; for any add-on.

Outside Blender:

    with virtual_screen() as display:
        blender = WindowedBlender(executable, home, screenshots, isolated_environment(home, display, shaders))
        blender.install(archive)
        run = blender.run("my_tests.scenario_export")    # run.out is what the scenario put in ui.out

Inside it, in my_tests/scenario_export.py, a scenario is made of generators; each `yield` lets Blender act:

    def test_export(ui: User) -> Steps:
        yield from ui.sidebar("My Tab")
        yield from ui.press("my_addon.export")           # a button, by what it does and not by where it is
        yield from ui.wait(lambda: exported.exists())

`windowed_blender` starts Blender, and `driver` runs a scenario in it. `user` opens panels and finds buttons,
by `button_probe` and `panel_watch`; below it are `mouse_keyboard` and `screen_reader`. What is Antekirt's own
stands in `antekirt_blender`, `antekirt_user` and `scenario/`.
"""
