"""Pictures of products and variants before and after a change: what an undo puts back."""
