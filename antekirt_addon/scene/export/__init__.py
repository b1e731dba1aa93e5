# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies of results that any exporter carries, in the place of their originals."""
