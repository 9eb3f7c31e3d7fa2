"""The view of dues: what is owed to families."""
