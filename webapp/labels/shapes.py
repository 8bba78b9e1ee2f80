"""The size that a job's word for it means."""

from webapp.labels.drawing.sizes import SIZES, Size, roll


def size_of(key: str) -> Size:
    """A sheet or roll by its name, or a printer's own label, such as ``57x32``."""
    if key in SIZES:
        return SIZES[key]
    width, _, height = key.partition("x")
    return roll(int(width), int(height))
