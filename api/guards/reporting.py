"""Lets whoever is signed in report a breach: the telephone of whoever left may be lost today."""

from typing import Annotated

from fastapi import Depends, Request

from api.deps import (
    AccountsDep,
    Call,
    LanguageDep,
    LedgerDep,
    NowDep,
    ReadIdDep,
    counted_actor,
)
from api.pages.frame import Visitor
from application.ports import Actor


def _reporter(request: Request, accounts: AccountsDep, ledger: LedgerDep, now: NowDep) -> Actor:
    return counted_actor(request, accounts, ledger, now)


ReporterDep = Annotated[Actor, Depends(_reporter)]


async def _call(request: Request, ledger: LedgerDep, actor: ReporterDep, now: NowDep) -> Call:
    return Call(ledger, actor, now, request.url.path)


ReportingCallDep = Annotated[Call, Depends(_call)]


async def _visitor(
    request: Request, call: ReportingCallDep, read_id: ReadIdDep, language: LanguageDep
) -> Visitor:
    return Visitor(call, read_id, language, request)


ReportingVisitorDep = Annotated[Visitor, Depends(_visitor)]
