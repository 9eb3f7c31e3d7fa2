"""The pages of versions of the rule set."""
