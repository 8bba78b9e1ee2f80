"""What margin presets can refuse."""

from webapp.core.operation.errors import Conflict, NotFound


class PresetNameTaken(Conflict):
    """A tier says the name of its preset, so two presets cannot share one."""

    code = "PRESET_EXISTS"
    message = "There is a margin preset {name} already. Edit that one, or choose another name."
    field = "name"
    constraints = ("uq_margin_preset_name",)


class DefaultPresetTaken(Conflict):
    """Two people made a preset the default at the same moment."""

    code = "DEFAULT_PRESET_CONFLICT"
    message = "Somebody else chose another default preset just now. Look at the list and choose again."
    constraints = ("uq_margin_preset_default",)


class PresetNotFound(NotFound):
    """The margin preset is unknown to this tenant."""

    what = "Margin preset"
