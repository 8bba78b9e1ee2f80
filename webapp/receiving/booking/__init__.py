"""What the desk does with a meaning: book a unit or stock, choose an item or a place, obey a card, ask."""
