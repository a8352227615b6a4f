"""The embedded browser, seen from the program: a process of its own for each sign-in, and what comes back from it.

Nothing in here loads Qt. The window itself is `ledgerpass.ui.embedded_browser`, which only that process loads.
"""
