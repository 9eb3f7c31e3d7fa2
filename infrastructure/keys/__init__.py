"""Keys: one data key per subject and compartment, wrapped by key-encryption keys kept elsewhere."""
