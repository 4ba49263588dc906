"""Each role's screens on a small and a large city: what the web client asks the server for, and how long that takes."""
