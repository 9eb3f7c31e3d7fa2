"""Three lists as offices send them, all of it invented, and what is right for each row."""

from pathlib import Path

ROSTERS = Path(__file__).parent
