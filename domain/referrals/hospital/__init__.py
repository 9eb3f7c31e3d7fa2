"""The way to a hospital and what it says of a child: the referral, its liaisons, the feedback."""
