"""Leads of a screening and the talks that follow: never a diagnosis, and no crisis (筛查与访谈)."""
