"""Cases that business systems send over JSON-2, beside OCA's helpdesk, an empty call and hand-written SQL."""
