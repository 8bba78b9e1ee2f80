"""What is done with customers."""

from webapp.customers.operations.changing import change_customer, deactivate_customer
from webapp.customers.operations.forgetting import anonymise_customer
from webapp.customers.operations.merging import merge_customers

__all__ = ["anonymise_customer", "change_customer", "deactivate_customer", "merge_customers"]
