"""The cookies: a session, whose forms they were, a browser that is known, the language."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from fastapi import Request, Response

BEARER = "bearer "
OF_LIAISON = "liaison-"
DAY_SECONDS = 24 * 3600
YEAR_SECONDS = 365 * DAY_SECONDS


@dataclass(frozen=True, slots=True)
class SessionCookie:
    """The one cookie that matters: not readable by scripts, ended with the browser.

    Over https its name binds it to this host and to `Secure` (RFC 6265bis §4.1.3); a plain name is
    left for the demo on this machine, where browsers would refuse the other.
    """

    secure: bool

    @property
    def name(self) -> str:
        return self._bound("tongxin")

    def put(self, response: Response, token: str) -> None:
        """Give the token to the browser."""
        response.set_cookie(
            self.name, token, secure=self.secure, httponly=True, samesite="lax", path="/"
        )

    def clear(self, response: Response) -> None:
        """Take the token from the browser, and whose forms they were."""
        for name in (self.name, self._bound("writer")):
            response.delete_cookie(
                name, secure=self.secure, httponly=True, samesite="lax", path="/"
            )

    def put_writer(self, response: Response, writer: str) -> None:
        """Keep whose forms are written from now on; it outlasts the session, and opens nothing."""
        response.set_cookie(
            self._bound("writer"),
            writer,
            secure=self.secure,
            httponly=True,
            samesite="lax",
            path="/",
        )

    def writer(self, request: Request) -> str:
        """Return whose forms they are in this browser, nothing where nobody signed in."""
        return request.cookies.get(self._bound("writer"), "")

    def put_known(self, response: Response, known: str, days: int) -> None:
        """Let the browser be known at the next sign-in; it opens nothing."""
        response.set_cookie(
            self._bound("known"),
            known,
            max_age=days * DAY_SECONDS,
            secure=self.secure,
            httponly=True,
            samesite="lax",
            path="/",
        )

    def known(self, request: Request) -> str | None:
        """Return what the browser is known by, None for a stranger's."""
        return request.cookies.get(self._bound("known"))

    def put_liaison(self, response: Response, matter_id: UUID, kept: str, days: int) -> None:
        """Let the browser open a referral or report to somebody without account, beside others."""
        response.set_cookie(
            self._of_liaison(matter_id),
            kept,
            max_age=days * DAY_SECONDS,
            secure=self.secure,
            httponly=True,
            samesite="lax",
            path="/",
        )

    def liaison(self, request: Request, matter_id: UUID) -> str | None:
        """Return what opens that referral or report, None for nothing."""
        return request.cookies.get(self._of_liaison(matter_id))

    def put_secret(self, response: Response, secret: str) -> None:
        """Let the browser be the one that a link opens for, also when the answer is lost."""
        response.set_cookie(
            self._bound(f"{OF_LIAISON}secret"),
            secret,
            secure=self.secure,
            httponly=True,
            samesite="lax",
            path="/",
        )

    def secret(self, request: Request) -> str | None:
        """Return that secret, which opens nothing by itself, None for none."""
        return request.cookies.get(self._bound(f"{OF_LIAISON}secret"))

    def liaison_names(self, request: Request) -> tuple[str, ...]:
        """Return the names of all cookies that open something here without an account."""
        mark = self._bound(OF_LIAISON)
        return tuple(each for each in request.cookies if each.startswith(mark))

    def clear_liaisons(self, response: Response, names: Iterable[str]) -> None:
        """Take them from the browser: whoever signs in there is somebody else."""
        for name in names:
            response.delete_cookie(
                name, secure=self.secure, httponly=True, samesite="lax", path="/"
            )

    def _of_liaison(self, matter_id: UUID) -> str:
        return self._bound(f"{OF_LIAISON}{matter_id.hex}")

    def token(self, request: Request) -> str | None:
        """Return the token, sent as a cookie or, by a program, as a bearer token (RFC 6750)."""
        authorization = request.headers.get("authorization", "")
        if authorization[: len(BEARER)].lower() == BEARER:
            return authorization[len(BEARER) :].strip()
        return request.cookies.get(self.name)

    def put_language(self, response: Response, language: str) -> None:
        """Keep the language chosen, bound in the same way."""
        response.set_cookie(
            self._bound("language"),
            language,
            max_age=YEAR_SECONDS,
            secure=self.secure,
            httponly=True,
            samesite="lax",
            path="/",
        )

    def language(self, request: Request) -> str | None:
        """Return the language that was kept."""
        return request.cookies.get(self._bound("language"))

    def _bound(self, name: str) -> str:
        return f"__Host-{name}" if self.secure else name
