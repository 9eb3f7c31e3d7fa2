"""The view of caseworker: a person's children, the soonest due first."""
