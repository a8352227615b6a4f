"""What a page may do, and what is read off it."""
