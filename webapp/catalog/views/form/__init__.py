"""The form of a product: how it opens, what its buttons do, and what becomes of it when somebody else saved first."""
