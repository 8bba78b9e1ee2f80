"""What custom fields can refuse."""

from webapp.core.operation.errors import Conflict, NotFound


class CustomFieldNotFound(NotFound):
    """The custom field is unknown to this tenant."""

    what = "Custom field"


class CustomFieldTaken(Conflict):
    """Two fields of one section cannot share a name."""

    code = "CUSTOM_FIELD_EXISTS"
    message = "There is a field {key} here already. Edit that one, or choose another name."
    field = "key"
    constraints = ("uq_custom_field_key",)
