"""Garbage is looked for when there is some: not while everything is loaded, and seldom among what stays to the end."""

import gc

gc.disable()


def pytest_collection_finish() -> None:
    """What was loaded stays."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(700, 10, 100)
