"""What saving views can refuse."""

from webapp.core.operation.errors import Conflict, NotFound


class ViewNameTaken(Conflict):
    """Chips of one list are told apart by their names alone."""

    code = "VIEW_EXISTS"
    message = "This list has a view {name} already. Rename that one, or choose another name."
    field = "name"
    constraints = ("uq_saved_view_own", "uq_saved_view_shared")


class ViewNotFound(NotFound):
    """The view is unknown to this tenant, or somebody else's own."""

    what = "View"
