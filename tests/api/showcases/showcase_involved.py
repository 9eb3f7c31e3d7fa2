"""Example values for what whoever is kept out of a case did to the child's file since."""

from api.view_models.crisis.cases import ActLine, Acts, NowRegistered
from domain.children.facts import IdentityCorrected
from domain.pairing.facts import PairingEnded
from domain.visits.facts import HomeVisitLogged
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_duty import ago

NOW_REGISTERED = NowRegistered(
    name="陆示例" + MARKUP,
    at=ago(3).at,
    was_on_file=True,
    born_on=e.BORN_ON.replace(year=2016),
    who=LONG_NAME,
    proposed_by="",
)
REGISTERED_SINCE = NowRegistered(
    name="示例小明", at=ago(3).at, was_on_file=False, born_on=e.BORN_ON, who=""
)
FOR_HOSPITAL = NowRegistered(name="陆示例", at=ago(3).at, was_on_file=True)
NONE_SINCE = Acts()
ACTS = Acts(
    lines=tuple(
        ActLine(kind=kind.__name__, at=ago(number).at, who=who)
        for number, (kind, who) in enumerate(
            ((PairingEnded, LONG_NAME), (IdentityCorrected, ""), (HomeVisitLogged, "示例校长"))
        )
    ),
    more=3,
)
