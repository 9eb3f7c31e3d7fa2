"""Pages of worries, cases and referrals."""
