# SPDX-License-Identifier: GPL-3.0-or-later
"""The open file made ready for machines that have nothing but the file and what lies beside it."""
