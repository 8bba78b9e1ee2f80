"""Looking for a part of a text among millions of rows."""
