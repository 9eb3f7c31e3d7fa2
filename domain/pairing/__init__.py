"""Mentors paired with a child: many to one, exactly one of them in the lead (结对帮扶)."""
