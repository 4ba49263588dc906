"""The demo city: places, people, and some weeks of what happens to them."""
