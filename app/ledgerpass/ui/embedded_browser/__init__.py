"""The embedded browser's window: a program of its own, which lives for one sign-in.

The main program never loads this; it starts it as a process (`ledgerpass.user_agents.embedded_browser`) and hears from
it over a pipe what the provider answered, and nothing else.
"""
