"""What can be decided without a database: no ORM, no clock, no I/O, and no odoo."""
