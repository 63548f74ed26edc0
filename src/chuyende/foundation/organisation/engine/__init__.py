"""What needs no database: reading the lists that schools keep."""
