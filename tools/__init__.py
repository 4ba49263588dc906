"""What ./jn does: the set-up, the servers, the suites; the standard library only."""
