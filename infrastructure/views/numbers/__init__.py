"""The view of numbers: telephone numbers and addresses that wait for a second person."""
