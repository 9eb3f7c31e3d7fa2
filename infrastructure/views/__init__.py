"""What people read: tables that follow the log, never lead it, and can be rebuilt from it."""
