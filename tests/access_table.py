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

# request, act, compartments, purposes, marks, standings; a dash is none.
# Marks: all = whoever is signed in, despite = also the recused, factor = after a second factor.
WRITTEN = """
register_organisation  write -             -               -           cty bur sys
register_person        write -             -               -           cty bur sys
assign_duty            write -             -               -           cty bur sys
end_duty               write -             -               -           cty bur sys
register_child         write identity      care            -           cls sch vil twn
open_care_file         write care          care            -           cls sch vil twn
record_care_fact       write identity,care care            -           cls sch vil twn led
assess_care_level      write care          care            -           cls sch vil twn cty
pair_mentor            write care          care            -           sch vil twn cty
end_pairing            write care          care            -           sch vil twn cty
log_contact            write care          care            -           cls sch vil twn led men vol
correct_contact        write care          care            -           led mad
list_children          read  care   care,supervision,crisis   -   cls sch vil twn cty led men vol civ edu
read_care_file         read  care   care,supervision,audit,crisis,rights - cls sch vil twn cty led men civ edu grt brk
read_identity          read  identity care,supervision,crisis,rights - cls sch vil twn cty civ grt brk
read_carers            read  identity care,supervision,crisis,rights - cls sch vil twn cty led men civ grt brk
read_history           read  care   care,supervision,audit,crisis,rights - cls sch vil twn cty led men civ edu grt brk
read_child_words       read  care          care            -           led
read_staff             read  -             -               -           sch vil twn cty bur aud sys prv sec
read_reads             read  -       supervision,audit,rights -        sch twn cty aud prv
raise_concern          write health        crisis          all,despite -
read_own_concern       read  health        crisis          despite     rai
list_cases             read  health        crisis          -           sch cty bur cri adv dut hos nxt psy
read_case              read  health crisis,supervision,audit,rights -  cri adv dut hos nxt psy grt brk
take_concern           write health        crisis          -           cri adv dut nxt psy
pass_concern_on        write health        crisis          -           cri adv dut nxt psy
propose_referral       write health        crisis          -           cri adv dut nxt psy
issue_referral         write health        crisis          -           cri dut nxt
acknowledge_referral   write health        crisis          -           hos
withdraw_concern       write health        crisis          -           cri dut nxt
import_roster          write identity,care care            -           sch twn cty
read_permissions       read  -             -               -           bur aud sys ins prv sec
"""  # noqa: E501  a row stays one line
"""Who may have each request; whoever is not named is refused."""

ACTING_FOR = """
cls care crisis
sch care supervision crisis rights
vil care crisis
twn care supervision crisis rights
cty care supervision crisis rights
bur supervision crisis
aud audit
sys -
led care crisis
men care crisis
vol care crisis
mad care
cri crisis
adv crisis
dut crisis
hos crisis
psy crisis
law crisis
civ care supervision
edu care supervision
hea crisis
ins supervision
prv audit rights
sec -
nxt crisis
rai crisis
grt care supervision audit crisis rights
brk crisis
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


def _each(kind: type[E], words: Iterable[str]) -> frozenset[E]:
    return frozenset(kind(word) for word in words if word != "-")


def _line(text: str) -> Line:
    request, act, opens, purposes, marks, *standings = text.split()
    return Line(
        request=Request(request),
        act=Act(act),
        opens=_each(Compartment, opens.split(",")),
        purposes=_each(Purpose, purposes.split(",")),
        marks=frozenset(marks.split(",")) - {"-"},
        standings=frozenset(SHORT[each] for each in standings if each != "-"),
    )


LINES = [_line(each) for each in WRITTEN.strip().splitlines()]

PURPOSES_OF: Mapping[Standing, frozenset[Purpose]] = {
    SHORT[words[0]]: _each(Purpose, words[1:])
    for words in (each.split() for each in ACTING_FOR.strip().splitlines())
}
