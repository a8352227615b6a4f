"""What a page, a server or the way out asks the user, and how it is answered."""
