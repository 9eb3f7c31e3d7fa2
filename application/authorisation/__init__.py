"""Who may do what, where and until when: the table, and access beyond a duty."""
