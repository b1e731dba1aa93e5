# SPDX-License-Identifier: GPL-3.0-or-later
"""The Antekirt service, typed. Start reading at client.py. Knows nothing of jobs, files or Blender."""
