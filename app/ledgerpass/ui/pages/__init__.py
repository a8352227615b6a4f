"""The wizard's pages, one a module: each takes a state, shows it, and gives signals with values."""
