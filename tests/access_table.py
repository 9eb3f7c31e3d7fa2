"""The table of who may do what, written out by hand: what the code and its second opinion obey."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from domain.access.table import Act, Request, Standing
from domain.shared import Compartment, Purpose

E = TypeVar("E", bound=StrEnum)

SHORT = {
    "cls": Standing.CLASS_TEACHER,
    "sch": Standing.SCHOOL_LEADER,
    "vil": Standing.VILLAGE_DIRECTOR,
    "twn": Standing.TOWNSHIP_SUPERVISOR,
    "cty": Standing.COUNTY_OFFICER,
    "bur": Standing.BUREAU_OFFICER,
    "aud": Standing.AUDITOR,
    "sys": Standing.SYSTEM_ADMINISTRATOR,
    "led": Standing.LEAD_MENTOR,
    "men": Standing.MENTOR,
    "vol": Standing.VOLUNTEER_MENTOR,
    "mad": Standing.MADE_THE_CONTACT,
    "cri": Standing.CRISIS_LEAD,
    "adv": Standing.HEALTH_VICE_PRINCIPAL,
    "dut": Standing.COUNTY_DUTY_OFFICER,
    "hos": Standing.HOSPITAL_LIAISON,
    "nxt": Standing.NEXT_IN_LINE,
    "rai": Standing.RAISED_THE_CONCERN,
    "out": Standing.OUTSIDE_OFFICER,
    "psy": Standing.PSYCHOLOGY_TEACHER,
    "law": Standing.LAW_VICE_PRINCIPAL,
    "civ": Standing.CIVIL_AFFAIRS_OFFICER,
    "edu": Standing.EDUCATION_OFFICER,
    "hea": Standing.HEALTH_OFFICER,
    "ins": Standing.INSPECTOR,
    "prv": Standing.PRIVACY_OFFICER,
    "sec": Standing.SECURITY_ADMINISTRATOR,
    "grt": Standing.GRANTED_ACCESS,
    "brk": Standing.BROKE_GLASS,
}

PURPOSE = {
    "care": Purpose.CARE,
    "sup": Purpose.SUPERVISION,
    "aud": Purpose.AUDIT,
    "cri": Purpose.CRISIS,
    "rig": Purpose.RIGHTS,
}

# request, act, compartments, purposes, marks, standings; a dash is none. What is indented goes on.
# Marks: all = whoever is signed in, despite = also the recused, involved = not they, factor = 2nd.
WRITTEN = """
register_organisation write -             -                     -           cty bur sys
register_person       write -             -                     -           cty bur sys
propose_duty          write -             -                     -           sch twn cty bur sys
approve_duty          write -             -                     factor      cty bur sec
read_rules            read  -             -                     -           bur cty dut civ edu hea
                      ins aud prv
propose_rules         write -             -                     -           bur
approve_rules         write -             -                     factor      bur
end_duty              write -             -                     -           sch twn cty bur sys sec
propose_telephone     write -             -                     -           sch twn cty bur sys
confirm_telephone     write -             -                     factor      cty bur sec
log_health_duty       write -             -                     -           adv
void_health_duty      write -             -                     -           cty bur adv hea
read_health_duties    read  -             -                     -           sch cty bur adv edu hea
publish_duty_roster   write -             -                     -           sch twn cty bur hos
read_duty_roster      read  -             -                     -           sch twn cty bur aud
    cri adv dut hos psy edu hea civ
try_telephone         write -       -                   - sch twn cty bur cri dut hos psy hea civ
register_child        write identity      care                  -           cls sch vil twn
open_care_file        write care          care                  -           cls sch vil twn
record_care_fact      write identity,care care                  -           cls sch vil twn led
correct_identity      write identity      care                  -           cls sch vil twn
assess_care_level     write care          care                  -           cls sch vil twn cty
pair_mentor           write care          care                  -           sch vil twn cty
end_pairing           write care          care                  -           sch vil twn cty
log_contact           write care          care - cls sch vil twn led men vol
correct_contact       write care          care                  -           led mad
list_children         read  care          care,sup,cri          -
    cls sch vil twn cty led men vol civ edu
read_care_file        read  care          care,sup,aud,cri,rig  -
    cls sch vil twn cty led men civ edu grt brk
read_identity         read  identity      care,sup,cri,rig      -
    cls sch vil twn cty civ grt brk
read_carers           read  identity      care,sup,cri,rig      -
    cls sch vil twn cty led men civ grt brk
read_history          read  care          care,sup,aud,cri,rig  -
    cls sch vil twn cty led men civ edu grt brk
read_child_words      read  care          care                  involved    led
read_staff            read  -             -       - sch vil twn cty bur aud sys prv sec edu
read_reads            read  -             sup,aud,rig           -           sch twn cty aud prv
watch_reads           read  -             aud                   -           aud prv
answer_question       write -             -                     all         -
settle_question       write -             -                     -           aud prv
raise_concern         write health        cri                   all,despite -
read_own_concern      read  health        cri                   despite     rai
list_cases            read  health        cri - sch twn cty bur cri adv dut hos nxt psy civ hea
list_referrals        read  health        cri                   -           hea
count_county          read  -             -                     -           edu hea
list_county_cases     read  health        sup,cri               -           cty edu hea
read_case             read  health        sup,aud,cri,rig - cri adv dut hos nxt psy grt brk
read_risk_notice      read  health        cri                   -           cls
read_refusal_notice   read  health        cri                   -           twn cty bur dut civ
answer_risk_notice    write health        cri                   -           cls
take_concern          write health        cri                   -           cri adv dut nxt psy
pass_concern_on       write health        cri                   -           cri adv dut nxt psy
assess_crisis         write health        cri                   -           cri adv dut nxt psy
confirm_level_drop    write health        cri                   -           cri dut nxt psy
decide_in_panel       write health        cri                   -           cri dut nxt
pause_step            write health        cri                   -           cri adv dut nxt psy
agree_to_pause        write health        cri                   -           cri dut nxt psy
inform_guardian       write health        cri                   -           cri adv dut nxt psy
withhold_notification write health        cri                   -           cri dut nxt
accompany_child       write health        cri                   -           cri adv dut nxt psy
propose_referral      write health        cri                   -           cri adv dut nxt psy
issue_referral        write health        cri                   -           cri dut nxt
acknowledge_referral  write health        cri                   -           hos
decline_referral      write health        cri                   -           hos
arrange_visit         write health        cri                   -           hos
give_feedback         write health        cri                   -           hos
follow_up             write health        cri                   -           cri adv dut nxt psy
arrange_leave         write health        cri                   -           cri dut nxt psy
decide_return         write health        cri                   -           cri dut nxt
close_case            write health        cri                   -           cri dut nxt psy
withdraw_concern      write health        cri                   -           cri dut nxt
report_harm           write legal         cri                   all,despite -
read_own_report       read  -             -                     all         -
list_reports          read  legal         cri                   -           cty bur dut nxt civ edu
read_report           read  legal         cri                   -           dut nxt civ edu
answer_report         write legal         cri                   -           dut nxt civ edu
read_told_report      read  legal         cri                   -           out
answer_told_report    write legal         cri                   -           out
audit_reports         read  -             -                     -           prv
part_concern          write health        cri                   -           cri adv dut nxt psy
redirect_concern      write health        cri                   -           cri adv dut nxt psy rai
find_pupil            read  health        cri                   -           cri adv dut nxt psy
record_screening      write health        cri                   despite     cri psy
read_screening        read  health        cri                   -           adv dut psy
count_screenings      read  health        cri                   -           cri adv psy
hold_interview        write health        cri                   -           adv dut psy
audit_screenings      read  -             -                     -           aud
import_roster         write identity,care care                  -           sch twn cty
read_permissions      read  -             -                     -           bur aud sys ins prv sec
publish_notice        write -             -                     -           prv
read_consent          read  care          care,sup,rig - cls sch vil twn cty led men prv
record_consent        write identity,care care                  -           cls sch vil twn led
ask_access            write -             -                     -
    cls sch vil twn cty bur cri adv dut hos psy law civ edu hea ins prv
decide_access         write care          sup                   factor      sch twn cty
decide_health_access  write health        cri                   factor      cri dut
decide_legal_access   write legal         sup,aud               factor      prv cty
revoke_access         write -             -                     -           sch twn cty cri dut prv
break_glass           write -             -                     factor
    cls sch vil twn cty bur cri adv dut hos psy law civ edu hea
review_glass_break    write health        sup,aud               -           sch twn cty bur prv
receive_rights        write identity,care rig                   -           sch twn cty prv
read_rights           read  identity,care rig                   -           sch twn cty prv
answer_rights         write identity,care rig                   -           cty prv
export_rights_copy    export identity,care rig                  factor      cty prv
record_disclosure     write care          rig                   -           sch twn cty prv
read_disclosures      read  care          rig                   -           sch twn cty prv
export_disclosures    export care         rig                   factor      cty prv
report_breach         write -             -                     all         -
handle_breach         write -             -                     -           prv sec
tell_breach_family    write health        cri                   -           cri adv dut psy
leave_family_untold   write health        cri                   -           cri dut
read_accounts         read  -             -                     -           sys sec
invite_person         write -             -                     factor      sys sec
confirm_first_sign_in write -             -                     factor      sch twn cty bur aud
manage_accounts       write -             -                     factor      sec
manage_api_tokens     write -             -                     factor      sec
give_night_recovery   write -             -                     factor      dut sec
review_night_recoveries
                      write -             -                     -           sec
read_security_events  read  -             -                     -           aud sec
manage_channels       write -             -                     -           sys sec
"""
"""Who may have each request; whoever is not named is refused."""
ACTING_FOR = """
cls care cri
sch care sup cri rig
vil care cri
twn care sup cri rig
cty care sup cri rig
bur sup cri
aud aud
sys -
led care cri
men care cri
vol care cri
mad care
cri cri
adv cri
dut cri
hos cri
psy cri
law cri
civ care sup cri
edu care sup cri
hea cri
ins sup
prv aud rig
sec -
nxt cri
rai cri
out cri
grt care sup aud cri rig
brk cri
"""
"""For what each standing may ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the written table."""

    request: Request
    act: Act
    opens: frozenset[Compartment]
    purposes: frozenset[Purpose]
    marks: frozenset[str]
    standings: frozenset[Standing]


def _each(meaning: Mapping[str, E], words: Iterable[str]) -> frozenset[E]:
    return frozenset(meaning[word] for word in words if word != "-")


def _line(text: str) -> Line:
    request, act, opens, purposes, marks, *standings = text.split()
    return Line(
        request=Request(request),
        act=Act(act),
        opens=_each({each.value: each for each in Compartment}, opens.split(",")),
        purposes=_each(PURPOSE, purposes.split(",")),
        marks=frozenset(marks.split(",")) - {"-"},
        standings=_each(SHORT, standings),
    )


LINES = [_line(each) for each in WRITTEN.replace("\n    ", " ").strip().splitlines()]

PURPOSES_OF: Mapping[Standing, frozenset[Purpose]] = {
    SHORT[words[0]]: _each(PURPOSE, words[1:])
    for words in (each.split() for each in ACTING_FOR.strip().splitlines())
}
