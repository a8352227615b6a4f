"""How everything looks: colours, type, spacing, icons, marks and the focus ring, in one place.

Widgets don't know each other; what they share in looks, they share through here. The state of the theme is Qt's own
application palette: whoever paints asks `palette.current()` and gets the tokens in force at that moment.
"""
