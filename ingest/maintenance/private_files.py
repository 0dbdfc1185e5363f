"""Files that only the user may read, such as backups and logs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def private_file(path: Path) -> IO[bytes]:
    """Create a file (mode 0600), replacing an existing one, and open it for writing.

    :raises OSError: if it cannot be created
    """
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, _FLAGS, 0o600), "wb")


def private_folder(path: Path) -> None:
    """Create a folder that only the user may enter (mode 0700) if it does not exist.

    :raises OSError: if it cannot be created, or belongs to another user
    """
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix":
        path.chmod(0o700)
