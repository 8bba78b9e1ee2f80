"""The operations of the receiving desk."""

from webapp.receiving.operations.correcting import correct_scans
from webapp.receiving.operations.expected import announce_goods, remove_line
from webapp.receiving.operations.intakes import close_intake, edit_intake, open_intake, reopen_intake, undo_intake
from webapp.receiving.operations.lists import receive_list
from webapp.receiving.operations.manifests import create_manifest, update_manifest
from webapp.receiving.operations.rest import receive_rest
from webapp.receiving.operations.scans import take_scans

__all__ = [
    "announce_goods",
    "close_intake",
    "correct_scans",
    "create_manifest",
    "edit_intake",
    "open_intake",
    "receive_list",
    "receive_rest",
    "remove_line",
    "reopen_intake",
    "take_scans",
    "undo_intake",
    "update_manifest",
]
