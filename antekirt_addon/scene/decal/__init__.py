# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture as a decal: a sheet wrapped on the surface under the 3D cursor, which goes with it."""
