"""Distances and sizes, in device-independent pixels, on a grid of eight with a half step of four.

Qt multiplies them for a denser screen. Text may grow beyond them: heights here are least heights.
"""

HALF = 4
STEP = 8
SNUG = 12
ROOM = 16
WIDE = 24
AIR = 32
SKY = 48

CONTROL = 40
"""The least height of a button or a field; above the 24 of WCAG 2.2, 2.5.8."""
SMALL_CONTROL = 32
BIG_CONTROL = 48

RADIUS = 8
CARD_RADIUS = 12

COLUMN = 544
"""The width of a page of text and fields: some seventy letters a line."""
GRID = 720
"""The width of a page of tiles, and of the list."""

RING_GAP = 2
RING_WIDTH = 2
RING = RING_GAP + RING_WIDTH
"""How far the focus ring reaches out of a control; its parent leaves that much free."""

ICON = 20
SMALL_ICON = 16
MARK = 40
