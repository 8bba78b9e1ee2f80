"""The chart of a quantity, for ``line_chart`` of macros/chart.html."""

from webapp.core.site.charts import LineChart, draw_lines
from webapp.ledger.course.days import Course


def stock_chart(course: Course) -> LineChart:
    """What was here, and how much of it was free."""
    return draw_lines(course.days, [("In stock", course.in_stock), ("Available", course.available)])
