# SPDX-License-Identifier: GPL-3.0-or-later
"""Files as plain data: what they are, how large, what they draw. No Blender, no network."""
