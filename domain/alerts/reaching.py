"""Tells whom an alert reached: not those whose messages somebody kept out would hear, alone."""

from domain.alerts.facts import Addressee, ConcernAlerted, GapReason, ReportAlerted


def reached_in(alert: ConcernAlerted | ReportAlerted) -> tuple[Addressee, ...]:
    """Return who was told and may hear of it in time.

    In a post that stands as an overheard gap all were told on their pages alone: where nobody else
    was told, nobody may know of it, and whoever raised it is asked to telephone.
    """
    silent = {each.role for each in alert.gaps if each.reason is GapReason.OVERHEARD}
    return tuple(each for each in alert.addressees if each.role not in silent)
