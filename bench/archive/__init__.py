"""What it takes to move past years out of the current tables, and that nobody is slower for it, then or meanwhile."""
