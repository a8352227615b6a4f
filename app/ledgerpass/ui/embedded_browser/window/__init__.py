"""The window around the page: where one is, what is said, and the ways out."""
