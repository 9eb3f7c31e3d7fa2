"""From a worry to the hospital: who is told, who takes it, who may see it."""
