"""What is drawn from the description of the API to be asked: the same on each run."""

import schemathesis
from hypothesis import HealthCheck, Phase, settings

from tests.api.routes.test_description import DOCUMENT

SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
ALIKE = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
