# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs, a file for each subject. A file's `add` tells their arguments; a function carries each out.

A new verb: write its file here, and name it in VERBS of parser.py.
"""
