# SPDX-License-Identifier: GPL-3.0-or-later
"""From a click to files on disk. Start reading at pipeline.py. No Blender in here: tests run without it."""
