"""The sweep of deadlines beside a rule of base_automation and hand-written SQL."""
