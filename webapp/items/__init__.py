"""Items in PackageX's words: a product and its variant in one, with what of it lies where."""
