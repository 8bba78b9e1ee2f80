"""What places can refuse."""

from collections.abc import Sequence

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


class SharedName(InputRefused):
    """Two warehouses have the name, so it names neither."""

    def __init__(self, name: str, codes: Sequence[str]) -> None:
        words = f"{len(codes)} warehouses are called {name}. Write the code of the one you mean: {' or '.join(codes)}."
        super().__init__([Detail("location", words, "custom")])
