# SPDX-License-Identifier: GPL-3.0-or-later
"""The documented endpoints, one file for each noun."""
