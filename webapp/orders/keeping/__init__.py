"""What an order keeps: pictures of its changes for an undo, and what it holds on to elsewhere."""
