"""Where addresses are kept and how codes are sent, as the pages of one's own account ask for it."""

from typing import Annotated

from fastapi import Depends, Request

from application.authentication.work_addresses import Mail


async def _mail(request: Request) -> Mail:
    mail: Mail = request.app.state.mail
    return mail


MailDep = Annotated[Mail, Depends(_mail)]
