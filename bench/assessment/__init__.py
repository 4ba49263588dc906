"""How long score sheets take, beside hand-written SQL that counts the same numbers."""
