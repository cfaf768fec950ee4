"""The exchange of two folders."""

import ctypes
import errno
import os
from pathlib import Path

_AT_FDCWD, _EXCHANGE = -100, 2
_NO_EXCHANGE = frozenset((errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EBUSY, errno.ENOTSUP, errno.EPERM))
"""What kernels, file systems and sandboxes answer that cannot exchange two folders."""


def exchange(first: Path, second: Path) -> bool:
    """Exchanges two folders in one step; False where the system cannot. Raises `OSError` when it can but the
    disk does not play along.
    """
    try:
        library = ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):
        return False
    call = getattr(library, "renameat2", None) or getattr(library, "renameatx_np", None)
    if call is None:
        return False
    # The numbers of the folders that relative paths start from differ between systems, so the paths are
    # absolute.
    paths = (os.fsencode(first.absolute()), os.fsencode(second.absolute()))
    if call(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NO_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), os.fspath(second))
