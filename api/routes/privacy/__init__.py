"""Routes of consent, disclosures, rights of families and breaches."""
