"""What families are told of the use of data, and what they agree to (告知与同意)."""
