"""Manifests of PackageX: articles that become expected lines, and what arrives of them."""
