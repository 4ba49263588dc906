"""Whether what should not depend on history stays as quick on large cities as on a small one, and sheets grow with their period."""
