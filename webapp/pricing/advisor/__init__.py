"""The tier advisor: what each price brings back, what it should be, and what is wrong with it."""
