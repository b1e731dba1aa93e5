# SPDX-License-Identifier: GPL-3.0-or-later
"""Spanish."""

# The labels of operators: buttons and menu entries.
OPERATORS: dict[str, str] = {}

# All other texts.
TEXTS: dict[str, str] = {}
