"""Who somebody is: accounts, ways to sign in, sessions, and what the doors refused."""
