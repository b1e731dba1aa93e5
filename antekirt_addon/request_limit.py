# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service takes, as documented: for its requests, and for the fields in which they are filled in."""

PROMPT_LIMIT = 2000  # characters
DURATIONS = (2, 10)  # seconds, both ends included
FRAME_RATES = (12, 60)  # frames per second, both ends included
RESOLUTIONS = ("480p", "720p")
ASPECT_RATIOS = ("16:9", "9:16", "1:1")
