"""How the web engine reaches the network: what it trusts, which way it takes, and what is closed to it."""
