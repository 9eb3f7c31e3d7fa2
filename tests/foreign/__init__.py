"""A provider of sign-ins that is not ours, in an environment of its own."""
