"""The permanent names that were published after those of the first versions; append only."""

LATER = (
    "referrals.level_drop_proposed.2",
    "referrals.level_drop_confirmed.2",
)
