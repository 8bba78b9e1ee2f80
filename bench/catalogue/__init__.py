"""Lists of products and variants, and looking for one among very many: ``python -m bench.catalogue``."""
