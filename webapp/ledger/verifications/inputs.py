"""What the verification of stock takes."""

from webapp.core.inputs.schema import Input


class VerifyStock(Input):
    """Nothing: all of it is verified."""
