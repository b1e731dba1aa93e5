# SPDX-License-Identifier: GPL-3.0-or-later
"""What can end an import."""


class SceneError(Exception):
    """The import cannot be done; the message is one clear sentence. Nothing was made or changed."""
