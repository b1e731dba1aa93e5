# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the scene as a page of an SVG document: where it is seen, in which paint, before what.

Start reading at scene_page.py.
"""
