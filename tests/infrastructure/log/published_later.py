"""The permanent names that were published after those of the first versions; append only."""

LATER = (
    "alerts.county_told.1",
    "alerts.report_news_told.1",
    "screening.screening_lead_recorded.2",
    "screening.worry_raised_instead.1",
    "outages.outage_told.1",
    "outages.outage_over_told.1",
    "referrals.level_drop_proposed.2",
    "referrals.level_drop_confirmed.2",
    "grants.glass_break_told.1",
    "referrals.referral_rerouted.2",
    "referrals.referral_consent_signed.1",
    "referrals.referral_signing_declined.1",
    "oncall.interview_turns_told.1",
    "alerts.refusal_told.1",
)
