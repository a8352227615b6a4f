"""The list of connections: rows, how they are painted, what can be done with them. Quick with a thousand of them."""
