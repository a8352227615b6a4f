"""The contrast of two colours, as WCAG 2.2 defines it (relative luminance, contrast ratio)."""

LEAST_TEXT = 4.5
"""1.4.3: text and its ground."""
LEAST_LARGE = 3.0
"""1.4.3 and 1.4.11: large text, and borders that carry meaning."""

_LINEAR_BELOW = 0.04045


def ratio(one: str, other: str) -> float:
    """Give the contrast of two `#rrggbb` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_BELOW else ((channel + 0.055) / 1.055) ** 2.4
