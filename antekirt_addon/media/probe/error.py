# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong with a file."""


class ProbeError(ValueError):
    """The file is not what it should be, or not all of it is there; the message is one clear sentence."""


class UnknownFormatError(ProbeError):
    """The file is none that the service sends; what it is, is another question."""
