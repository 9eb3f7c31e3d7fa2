"""The hospital: referring to it, what it is shown, what it says."""
