"""What the manual (docs/zh) says, and the screens on which it says it."""
