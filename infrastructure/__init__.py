"""Everything with a driver: the database, the keys, the clock, the files, the network."""
