"""The two places in the vault that a connection's credential can lie in.

A new credential is written into the place that is not in use, so that the old one stays whole until the register points
to the new one.
"""

FIRST_SLOT = "a"
SECOND_SLOT = "b"
SLOTS = (FIRST_SLOT, SECOND_SLOT)


def other_slot(slot: str) -> str:
    """Name the slot that is not this one."""
    return SECOND_SLOT if slot == FIRST_SLOT else FIRST_SLOT
