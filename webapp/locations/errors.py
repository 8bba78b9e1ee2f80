"""What places can refuse."""

from collections.abc import Sequence
from typing import Any

from webapp.core.operation.errors import Conflict, Detail, InputRefused, NotFound


class WarehouseCodeTaken(Conflict):
    """Codes are what labels and clients say; two warehouses cannot share one."""

    code = "DUPLICATE_WAREHOUSE_CODE"
    message = "A warehouse with code '{code}' already exists for this store."
    field = "code"
    constraints = ("uq_warehouse_code",)


class DefaultTaken(Conflict):
    """Two people made a default warehouse at the same moment."""

    code = "DEFAULT_WAREHOUSE_CONFLICT"
    message = "Somebody else chose another default warehouse just now. Look at the list and choose again."
    constraints = ("uq_warehouse_default",)


class BinCodeTaken(Conflict):
    """A bin's code is unique in its warehouse."""

    code = "DUPLICATE_BIN_CODE"
    message = "There is already a bin with this code in the warehouse. Give it another one."
    field = "code"
    constraints = ("uq_bin_code",)


class BinClosed(Conflict):
    """Something was to go into a bin that is closed."""

    code = "BIN_CLOSED"
    message = "This bin is closed. Choose another one, or open it again."
    constraints = ("bin_closed",)


class BinNotEmpty(Conflict):
    """A bin that holds something stays open."""

    code = "BIN_NOT_EMPTY"
    message = "{what} in this bin. Move everything out first, then close it."
    constraints = ("bin_not_empty",)

    def __init__(self, *, what: str = "Something lies", **facts: Any) -> None:
        super().__init__(what=what, **facts)


class OpenBinsInside(Conflict):
    """A bin around open bins stays open."""

    code = "OPEN_BINS_INSIDE"
    message = "There are open bins inside this one. Close them, or move them elsewhere, then close it."
    constraints = ("bin_children_open",)


class ParentClosed(Conflict):
    """An open bin stands in an open one."""

    code = "PARENT_BIN_CLOSED"
    message = "The bin around it is closed. Open that one first, or choose another."
    constraints = ("bin_parent_closed",)


class ParentElsewhere(Conflict):
    """A bin stands inside one of its own warehouse, made before it."""

    code = "PARENT_BIN_ELSEWHERE"
    message = "The bin around it is not in this warehouse. Look at the list and choose again."
    constraints = ("bin_parent_elsewhere",)


class BinInsideItself(Conflict):
    """A bin cannot stand in itself, or in what stands in it."""

    code = "BIN_INSIDE_ITSELF"
    message = "That bin stands inside this one. Choose one that does not."
    field = "parent_id"
    constraints = ("bin_circle",)


class WarehouseClosed(Conflict):
    """Stock was to come into a warehouse that is closed."""

    code = "WAREHOUSE_CLOSED"
    message = "This warehouse is closed. Choose another one, or open it again."
    constraints = ("warehouse_closed",)


class WarehouseNotEmpty(Conflict):
    """A warehouse that holds something stays open."""

    code = "WAREHOUSE_NOT_EMPTY"
    message = "{what} in this warehouse. Move everything out first, then close it."
    constraints = ("warehouse_not_empty",)

    def __init__(self, *, what: str = "Something lies", **facts: Any) -> None:
        super().__init__(what=what, **facts)


class DefaultStaysOpen(Conflict):
    """Stock goes to the default warehouse when nobody says where, so it is one in use."""

    code = "DEFAULT_WAREHOUSE"
    message = "The default warehouse is one in use. Make another one the default first."
    constraints = ("warehouse_default_open",)


class WarehouseNotFound(NotFound):
    """The warehouse is unknown to this tenant."""

    what = "Warehouse"


class BinNotFound(NotFound):
    """The bin is unknown to this warehouse."""

    what = "Bin"


class NoWarehouse(Conflict):
    """Every warehouse is closed, so goods have nowhere to go."""

    code = "NO_WAREHOUSE"
    message = "There is no warehouse in use. Create one, or open one again, then receive."


class NoBinSheet(InputRefused):
    """Neither a file nor a paste."""


class SharedName(InputRefused):
    """Two warehouses have the name, so it names neither."""

    def __init__(self, name: str, codes: Sequence[str]) -> None:
        words = f"{len(codes)} warehouses are called {name}. Write the code of the one you mean: {' or '.join(codes)}."
        super().__init__([Detail("location", words, "custom")])
