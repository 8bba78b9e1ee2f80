"""How a quantity went over days, told from the ledger: today's balance less what came since."""

from webapp.ledger.course.days import Course, course_of_lot, course_of_record, course_of_variant
from webapp.ledger.course.drawing import stock_chart

__all__ = ["Course", "course_of_lot", "course_of_record", "course_of_variant", "stock_chart"]
