"""What customers can refuse."""

from webapp.core.operation.errors import Conflict, NotFound, Problem


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


class CustomerMerged(CustomerNotFound):
    """The record became part of another one; its orders are there."""

    code = "CUSTOMER_MERGED"
    message = "This customer was merged into {survivor}. Look there."


class CustomerAnonymised(Conflict):
    """Of somebody who was forgotten, nothing is kept and nothing is written."""

    code = "CUSTOMER_ANONYMISED"
    message = "This customer was anonymised, so nothing of them can be changed any more."


class MergeNotSure(Conflict):
    """Two records become one for good, so it is asked twice."""

    code = "MERGE_NOT_CONFIRMED"
    message = (
        "{other} becomes part of {survivor}, with {orders}. This cannot be taken back. Say that you are sure if they "
        "are one."
    )
    field = "sure"


class NotTheirAddress(Problem):
    """What cannot be taken back takes the customer's own e-mail address, typed."""

    code = "CONFIRMATION_WRONG"
    message = "This is not the customer's e-mail address. It has to be the one that they have now."
    field = "email"
