"""Who answers at a place by day, at night, at weekends and in holidays (值班表)."""
