"""Measurements: each folder here is one, run by ./jn bench NAME. Nothing of the product imports them."""
