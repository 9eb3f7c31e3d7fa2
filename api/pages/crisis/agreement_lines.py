"""What waits for a person to agree to, as the duty desk shows it, each with the page of it."""

from datetime import datetime

from api import paths
from api.view_models.crisis.duty import AgreementLine, AgreementLines, Elapsed
from application.crisis.desk.agreeing import Agreement, AgreementKind, WaitingForMe


def agreements_of(found: WaitingForMe, now: datetime) -> AgreementLines:
    """Return what waits, the longest first."""
    return AgreementLines(
        of_cases=tuple(
            AgreementLine(
                kind=each.kind,
                case_id=each.case_id,
                address=_address(each),
                since=Elapsed(at=each.since, now=now),
            )
            for each in found.of_cases
        ),
        reports=found.reports,
        rule_sets=tuple(paths.filled(paths.RULE_SET, rule_set_id=each) for each in found.rule_sets),
    )


def _address(waits: Agreement) -> str:
    match waits.kind:
        case AgreementKind.PAUSE:
            return paths.filled(
                paths.SETTLE_PAUSE, case_id=waits.case_id, pause_id=waits.proposal_id
            )
        case AgreementKind.LEVEL_DROP:
            return paths.filled(
                paths.SETTLE_LEVEL_DROP, case_id=waits.case_id, drop_id=waits.proposal_id
            )
        case AgreementKind.CLOSING:
            return paths.filled(paths.CLOSING, case_id=waits.case_id)
