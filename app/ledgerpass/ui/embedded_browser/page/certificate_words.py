"""Why a certificate was refused, in a sentence for the user with a word in it for his IT person.

There is no button beside it, and no page of the web engine's own with a way around: a certificate that is wrong is
mended where it is wrong.
"""

from PySide6.QtWebEngineCore import QWebEngineCertificateError

from ledgerpass.provider_text import one_line
from ledgerpass.ui.embedded_browser.addresses import host_of
from ledgerpass.ui.wording.translation import say

_LONGEST = 60
_Type = QWebEngineCertificateError.Type


def why_refused(error: QWebEngineCertificateError) -> str:
    """Give the sentence."""
    host = host_of(error.url())
    if error.type() is _Type.CertificateDateInvalid:
        return say(
            "The certificate of {host} is not valid today, so we didn't go there. "
            "Please look whether this computer's date is right; if it is, {host} has to mend this.",
            host=host,
        )
    if error.type() is _Type.CertificateCommonNameInvalid:
        return say(
            "What answered for {host} showed somebody else's certificate, so we didn't go there. "
            "Your IT person can find out why.",
            host=host,
        )
    issuer = _issuer(error)
    if error.type() is _Type.CertificateAuthorityInvalid and issuer:
        return say(
            "This computer doesn't trust “{issuer}”, which signed the certificate of {host}, "
            "so we didn't go there. Your IT person can mend this.",
            issuer=issuer,
            host=host,
        )
    return say(
        "This computer doesn't trust the certificate of {host}, so we didn't go there. Your IT person can mend this.",
        host=host,
    )


def _issuer(error: QWebEngineCertificateError) -> str:
    """Name who signed the last certificate of those that were shown, by a stranger's word."""
    chain = error.certificateChain()
    return one_line(chain[-1].issuerDisplayName())[:_LONGEST] if chain else ""
