"""Sample reports of an invented city, their gold, and the scripts that make them."""
