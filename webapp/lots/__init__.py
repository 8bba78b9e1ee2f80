"""Lots: counted stock that shares a number and a use-by date, as programs and people see it."""
