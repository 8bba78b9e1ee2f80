"""Orders taken, listed among very many, and fulfilled: ``python -m bench.orders``."""
