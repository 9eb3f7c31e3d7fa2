"""The view of reports: where each report of harm stands."""
