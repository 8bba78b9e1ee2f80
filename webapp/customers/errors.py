"""What customers can refuse."""

from webapp.core.operation.errors import Conflict, NotFound


class CustomerNotFound(NotFound):
    """The customer is unknown to this tenant."""

    what = "Customer"


class CustomerInactive(Conflict):
    """An inactive customer gets no new orders."""

    code = "CUSTOMER_INACTIVE"
    message = "{email} belongs to a customer who is inactive. Make the customer active first."
    field = "customer.email"


class EmailTaken(Conflict):
    """An e-mail address is one customer's."""

    code = "CUSTOMER_EXISTS"
    message = "Another customer has this e-mail address. Open that one, or use another address."
    field = "email"
    constraints = ("uq_customer_email",)


class HasActiveSubscriptions(Conflict):
    """Somebody who rents something is not put aside."""

    code = "CUSTOMER_HAS_ACTIVE_SUBSCRIPTIONS"
    message = "This customer has {what}. End those first."


class HasPendingOrders(Conflict):
    """Somebody who waits for something is not put aside."""

    code = "CUSTOMER_HAS_PENDING_ORDERS"
    message = "This customer waits for {what}. Fulfil or cancel those first."
