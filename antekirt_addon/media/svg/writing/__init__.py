# SPDX-License-Identifier: GPL-3.0-or-later
"""A drawing as the text of an SVG document, and what must be known of it before that can be written.

Start reading at page.py.
"""
