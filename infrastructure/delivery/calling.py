"""Calls an outside address by HTTPS: bounded, without detours, and into no network of our own.

Whoever could choose the address, or what its name means, must not reach through us what only this
machine reaches. So each name is looked up first, and an address that is not public is called only
where the settings name its host.
"""

import ssl
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

import httpx2

from domain.alerts.trying import Failure
from infrastructure.authentication.talking import Bounds
from infrastructure.delivery.channels import SECONDS_AT_MOST, NotSent
from infrastructure.delivery.looking_up import addresses_of
from infrastructure.delivery.settings import OWN_MACHINE, is_safe
from infrastructure.delivery.trust import trusting

_TIMEOUT = httpx2.Timeout(8.0, connect=5.0)
_ANSWER_BYTES = 64 * 1024
_OK, _REDIRECTS, _WRONG, _FAILED = 200, 300, 400, 500
_NOT_US = frozenset({401, 403, 407})
_LATER = frozenset({408, 425, 429})

_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """What calls outside; `private_hosts` are those it may call though they are not public."""

    private_hosts: Collection[str] = frozenset()
    trusted: ssl.SSLContext = field(default_factory=trusting)

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> bytes | None:
        """Send a body and return the answer, None where it is one that we do not read.

        What was answered by a 2xx was taken, and is never said again. Raises: NotSent for any
        other answer.
        """
        host, port = _allowed(address)
        called = httpx2.URL(address).copy_with(host=self._looked_up(host, port))
        taken: list[bool] = []
        with Bounds(seconds=SECONDS_AT_MOST, answer_bytes=_ANSWER_BYTES) as bounds:
            hooks = bounds.hooks
            hooks["response"].insert(0, lambda answer: taken.append(_is_taken(answer)))
            try:
                with httpx2.Client(
                    timeout=_TIMEOUT,
                    follow_redirects=False,
                    trust_env=False,
                    verify=self.trusted,
                    event_hooks=hooks,
                ) as client:
                    # To the very address that was looked at: the name may mean another by now.
                    answer = client.post(
                        called,
                        content=body,
                        headers={**headers, "Host": httpx2.URL(address).netloc.decode()},
                        extensions={"sni_hostname": host},
                    )
                    return _taken(answer)
            except (httpx2.HTTPError, ValueError, OSError) as error:
                if any(taken):
                    return None
                # Its text quotes the address, which holds a key.
                raise NotSent(_failure_of(error, is_over=bounds.is_over)) from None

    def _looked_up(self, host: str, port: int) -> str:
        """Return an address of a name. Raises: NotSent where it is in a network of our own."""
        addresses = addresses_of(host, port)
        is_named = host in self.private_hosts or host in OWN_MACHINE
        if not is_named and not all(is_public(each) for each in addresses):
            raise NotSent(Failure.FORBIDDEN_ADDRESS)
        return addresses[0]


def _allowed(address: str) -> tuple[str, int]:
    parsed = urlsplit(address)
    if not is_safe(address) or parsed.hostname is None or parsed.username is not None:
        raise NotSent(Failure.FORBIDDEN_ADDRESS)
    return parsed.hostname, parsed.port or (443 if parsed.scheme == "https" else 80)


def is_public(written: str) -> bool:
    """Return whether an IP address is one of the open internet, whatever it is wrapped in."""
    address = ip_address(written.partition("%")[0])
    return all(each.is_global and not each.is_multicast for each in _unwrapped(address))


def _unwrapped(
    address: IPv4Address | IPv6Address,
) -> tuple[IPv4Address | IPv6Address, ...]:
    if isinstance(address, IPv4Address):
        return (address,)
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())[1:]]
    if address in _NAT64:
        inner.append(IPv4Address(int(address) & 0xFFFF_FFFF))
    return tuple(each for each in inner if each is not None) or (address,)


def _is_taken(answer: httpx2.Response) -> bool:
    return _OK <= answer.status_code < _REDIRECTS


def _taken(answer: httpx2.Response) -> bytes:
    status = answer.status_code
    if _is_taken(answer):
        return answer.content
    if status in _NOT_US:
        raise NotSent(Failure.SIGN_IN_REFUSED)
    if status in _LATER or status >= _FAILED:
        raise NotSent(Failure.BUSY)
    raise NotSent(Failure.REFUSED)


def _failure_of(error: Exception, *, is_over: bool) -> Failure:
    if is_over or isinstance(error, httpx2.TimeoutException):
        return Failure.TOOK_TOO_LONG
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return Failure.NOT_TRUSTED
        cause = cause.__cause__ or cause.__context__
    return Failure.NO_CONNECTION if isinstance(error, httpx2.TransportError) else Failure.REFUSED
