# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a request did not leave: what is wrong with a certificate, with a proxy or with the network."""

from __future__ import annotations

import os
import re
import ssl
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..clean_text import one_line
from ..message import Message
from .address import is_loopback, without_query
from .error import ProxyProblem, Unreachable, UntrustedCertificate

if TYPE_CHECKING:
    from collections.abc import Iterator

BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")  # the first that is set counts
DEEPEST = 8  # causes of one another


def why_not_sent(error: Exception, url: str) -> Unreachable:
    """What an error of `requests` means for a request of which nothing has reached the service."""
    return (
        _of_certificate(error, url)
        or of_proxy(error, url)
        or Unreachable(Message("{host} cannot be reached", host=urlsplit(url).hostname or ""))
    )


def _of_certificate(error: Exception, url: str) -> Unreachable | None:
    variable = next((name for name in BUNDLES if os.environ.get(name)), "")
    if "CA certificate bundle" in str(error):
        text = Message("The certificates that {variable} names are not there", variable=variable)
        return UntrustedCertificate(text)
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return UntrustedCertificate(_untrusted(cause.verify_message, url))
        if type(cause).__name__ == "CertificateError":  # a wrong name, to the urllib3 of Blender 4.2
            return UntrustedCertificate(_untrusted(one_line(str(cause), 100), url))
        if isinstance(cause, ssl.SSLError) and variable and str(cause).startswith(("[X509", "[PEM", "[ASN1")):
            text = Message("The file that {variable} names holds no certificates", variable=variable)
            return UntrustedCertificate(text)
    return None


def _untrusted(reason: str, url: str) -> str:
    host, proxy = urlsplit(url).hostname or "", proxy_of(url)
    if proxy:
        return Message(
            "The certificate of {host}, which came by the proxy {proxy}, is not trusted ({reason})",
            host=host,
            proxy=_shown(proxy),
            reason=reason,
        )
    return Message("The certificate of {host} is not trusted ({reason})", host=host, reason=reason)


def of_proxy(error: Exception, url: str) -> ProxyProblem | None:
    """What is wrong with the proxy that `url` is asked for by; None when there is none."""
    import urllib3

    proxy = proxy_of(url)
    if not proxy:
        return None
    told = _shown(proxy)
    if proxy.lower().startswith("socks"):
        return ProxyProblem(
            Message("The proxy {proxy} is a SOCKS proxy, which Blender's Python cannot use", proxy=told)
        )
    causes = list(_causes(error))
    if any(isinstance(cause, ValueError) and not isinstance(cause, ssl.SSLError) for cause in causes):
        return ProxyProblem(Message("The proxy's address {proxy} cannot be used", proxy=told))
    said = next((str(cause) for cause in reversed(causes) if "Tunnel connection failed" in str(cause)), "")
    if "407" in said:
        return ProxyProblem(Message("The proxy {proxy} asks for a name and a password", proxy=told))
    if said:
        status = one_line(said.rpartition("Tunnel connection failed:")[2], 60)
        return ProxyProblem(
            Message(
                "The proxy {proxy} does not let {host} through ({status})",
                proxy=told,
                host=urlsplit(url).hostname or "",
                status=status,
            )
        )
    if any(isinstance(cause, ssl.SSLError) for cause in causes) and proxy.lower().startswith("https:"):
        return ProxyProblem(
            Message("The proxy {proxy} does not encrypt: its address begins with http://", proxy=told)
        )
    failed = (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)
    if any(isinstance(cause, failed) for cause in causes):
        return ProxyProblem(Message("The proxy {proxy} cannot be reached", proxy=told))
    return ProxyProblem(Message("The proxy {proxy} gave no answer that can be used", proxy=told))


def proxy_of(url: str) -> str:
    """The proxy that `requests` takes for a URL: from the environment, or as the system is set. "": none."""
    from requests.utils import get_environ_proxies, select_proxy

    if is_loopback(urlsplit(url).hostname or ""):
        return ""
    return str(select_proxy(url, get_environ_proxies(url)) or "")


def _shown(proxy: str) -> str:
    """A proxy's address without the name and the password."""
    return without_query(re.sub(r"^(\w+://)?.*@", r"\1", proxy))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it was made of, the outermost first."""
    for _ in range(DEEPEST):
        if error is None:
            return
        yield error
        inside = (getattr(error, "reason", None), getattr(error, "original_error", None), *error.args)
        error = next((found for found in inside if isinstance(found, BaseException)), error.__cause__)
