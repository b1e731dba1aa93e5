# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios that are no tests: what `docs` takes pictures of, and what `bench ui` measures."""
