"""What is owed to families: notices, consent, rights, disclosures, breaches."""
