"""What stands on the sheets over the window, a module for each. They show and ask; what is done is done elsewhere."""
