# SPDX-License-Identifier: GPL-3.0-or-later
"""A windowed Blender on a virtual screen, driven by mouse and keyboard.

For tests/gui, the pictures of the manual, and `bench ui`.

`windowed_blender` starts one and lets it run a scenario; `driver` runs inside it; `user` is the hand and the
eye that a scenario is given.
"""
