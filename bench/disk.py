"""What the disk allows: a receipt is durable, so nobody commits more often than the disk takes a write."""

import os
import time
from pathlib import Path

PAGE = bytes(8192)


def durable_writes(folder: Path, seconds: float) -> float:
    """Appends that reach the disk, one after another, a second."""
    path = folder / "disk.bin"
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    count, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        os.write(handle, PAGE)
        os.fdatasync(handle)
        count += 1
    spent = time.perf_counter() - started
    os.close(handle)
    path.unlink()
    return count / spent
