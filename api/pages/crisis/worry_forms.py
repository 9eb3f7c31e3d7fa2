"""What was typed into the form of a worry, as the request it stands for; what the form offers."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from api.deps import Call
from api.pages.choices import schools
from api.pages.people_names import place
from api.pages.typed_fields import Fields
from api.view_models.care_files.visits import YES
from api.view_models.crisis.worries import NOT_LISTED, Telephone
from api.view_models.forms import Choice, ChoiceGroup, Form
from application.reads.looking import names_of
from application.rows import DeskRow, OrganisationRow
from domain.referrals.facts import Involved, MayTellGuardian, Sign, Situation
from domain.referrals.state import RaiseConcern
from domain.shared import CaseId, ChildId, OrganisationId, PersonId, ScreeningId
from domain.staff.facts import OrganisationKind

ABOVE_SCHOOLS = (
    OrganisationKind.COUNTY_OFFICE,
    OrganisationKind.TOWNSHIP,
    OrganisationKind.SCHOOL,
)

ERASED = "child_erased"
USED_UP = frozenset({"case_of_another_child", ERASED})
"""The refusals after which the ids of a form lead nowhere any more."""


def concern(fields: Fields, case_id: CaseId, child_id: UUID | None) -> RaiseConcern:
    """Return the request to raise a worry, about the child of the address where there is one.

    Raises: NotReadable.
    """
    school_id = fields.maybe_id("school_id")
    request = RaiseConcern(
        case_id=case_id,
        child_id=ChildId(child_id or chosen_child(fields)),
        situation=fields.one_of("situation", Situation),
        signs=fields.several_of("signs", Sign),
        heard=fields.maybe("heard"),
        is_with_child=fields.text("is_with_child") == YES,
        involved=fields.several_of("involved", Involved),
        involved_ids=tuple(PersonId(each) for each in fields.ids("involved_ids")),
        may_tell_guardian=fields.maybe_one_of("may_tell_guardian", MayTellGuardian)
        or MayTellGuardian.UNKNOWN,
        name=fields.maybe("name"),
        described_as=fields.maybe("described_as"),
        school_id=OrganisationId(school_id) if school_id else None,
    )
    fields.require_no_errors()
    return request


def chosen_child(fields: Fields) -> UUID:
    """Return which child was chosen, or the id minted for one who is told by hand."""
    chosen = fields.maybe_id("child_id")
    if chosen is None and not fields.text("name"):
        fields.refuse("name" if fields.text("child_id") == NOT_LISTED else "child_id", "required")
    return chosen or fields.maybe_id("told_child_id") or uuid4()


def minted(form: Form | None, name: str) -> UUID:
    """Return the id that came with the form, or a new one where it cannot be used again."""
    if form is None or any(each.code in USED_UP for each in form.errors):
        return uuid4()
    try:
        return UUID(form.one(name))
    except ValueError:
        return uuid4()


def screening_of(form: Form | None) -> ScreeningId | None:
    """Return the lead of a screening from which a form was opened, None for any other form."""
    try:
        return None if form is None else ScreeningId(UUID(form.one("screening_id")))
    except ValueError:
        return None


def children_to_choose(call: Call, rows: Iterable[DeskRow]) -> tuple[Choice, ...]:
    """Return children by name with class and village, so that the same names can be told apart."""
    listed = tuple(rows)
    mentioned = {each for row in listed for each in (row.class_id, row.village_id)}
    names = names_of(call.ledger, (), mentioned)

    def label(row: DeskRow) -> str:
        lines = (row.name, place(names, row.class_id), place(names, row.village_id))
        return " · ".join(each for each in lines if each)

    return tuple(Choice(value=str(row.child_id), label=label(row)) for row in listed)


def schools_to_choose(call: Call) -> tuple[ChoiceGroup, ...]:
    """Return the schools by what they stand under."""
    return schools(call.ledger.directory.of_kind(*ABOVE_SCHOOLS))


def telephones(places: Iterable[OrganisationRow]) -> tuple[Telephone, ...]:
    """Return the duty telephones that were published for these places."""
    return tuple(
        Telephone(number=each.duty_telephone, whose=each.name)
        for each in places
        if each.duty_telephone is not None
    )


def school_among(places: Iterable[OrganisationRow]) -> OrganisationId | None:
    """Return the one school among these places."""
    found = [each.organisation_id for each in places if each.kind is OrganisationKind.SCHOOL]
    return found[0] if len(found) == 1 else None
