"""Customers: people and businesses that order; the first order of an e-mail address makes one."""
