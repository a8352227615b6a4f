"""Every word the window speaks that is not fixed to one page, and the one place where an error becomes text."""
