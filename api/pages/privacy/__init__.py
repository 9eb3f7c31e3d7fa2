"""Pages of notices, consent, rights, disclosures and breaches."""
