"""When personal data leaked or was lost: found, graded, reported in time, families told."""
