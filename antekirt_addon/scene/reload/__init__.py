# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork from its file once more, in the place of what is still there of it."""
