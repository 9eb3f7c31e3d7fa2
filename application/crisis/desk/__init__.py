"""The duty desk and the counts of cases by how far they have come."""
