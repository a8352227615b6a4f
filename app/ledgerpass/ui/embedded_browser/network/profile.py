"""A browser profile for one sign-in: it remembers nothing, keeps nothing on disk and allows nothing.

Whoever signed in before is a stranger here, and nobody stays signed in. What a bookkeeping program's sign-in page has
no need of is switched off.
"""

from collections.abc import Sequence

from PySide6.QtNetwork import QSslCertificate
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineProfile,
    QWebEngineProfileBuilder,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)

from ledgerpass.ui.embedded_browser.addresses import WEB, Addresses
from ledgerpass.ui.embedded_browser.page.page_scripts import scripts

_Attribute = QWebEngineSettings.WebAttribute
_ON = (_Attribute.WebRTCPublicInterfacesOnly,)
_OFF = (
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanPaste,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.PluginsEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.WebGLEnabled,
)
_UNPROTECTED = frozenset({"http", "ws"})


class Profile:
    """One sign-in's profile; `engines` is what the web engine's pages are made with."""

    def __init__(self, addresses: Addresses, trusted: Sequence[QSslCertificate] = ()) -> None:
        """Have requests go by the rules of `addresses`; `trusted` are authorities that the web engine doesn't know."""
        builder = QWebEngineProfileBuilder()
        builder.setAdditionalTrustedCertificates(trusted)
        engines = self.engines = builder.createProfile("")  # without a name it is off the record
        engines.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        engines.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        engines.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
        engines.setPushServiceEnabled(False)
        engines.setSpellCheckEnabled(False)
        _switch(engines.settings())
        engines.downloadRequested.connect(QWebEngineDownloadRequest.cancel)
        self._guard = _Guard(addresses)  # held here: the web engine doesn't, and would ask nobody
        engines.setUrlRequestInterceptor(self._guard)
        self._handler = _NeverOpened()
        # without a handler of its own the web engine never tells of a redirect to such a scheme
        scheme = addresses.redirect_uri.partition(":")[0].lower()
        if ":" in addresses.redirect_uri and scheme not in WEB:
            engines.installUrlSchemeHandler(scheme.encode("ascii", "ignore"), self._handler)
        engines.scripts().insert(scripts(addresses.redirect_uri))

    def tear_down(self) -> None:
        """Delete it, after its pages."""
        self.engines.deleteLater()


def _switch(settings: QWebEngineSettings) -> None:
    for attribute in _ON:
        settings.setAttribute(attribute, True)
    for attribute in _OFF:
        settings.setAttribute(attribute, False)
    settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)


class _Guard(QWebEngineUrlRequestInterceptor):
    """Lets no request out that has no business here: to the registered address above all, whatever asks for it."""

    def __init__(self, addresses: Addresses) -> None:
        super().__init__()
        self._addresses = addresses

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if not self._addresses.may_be_framed(info.requestUrl()) or _is_mixed(info):
            info.block(True)


def _is_mixed(info: QWebEngineUrlRequestInfo) -> bool:
    """Tell whether a protected page wants a part of itself from where the way is not; the web engine lets loopback."""
    if info.resourceType() is QWebEngineUrlRequestInfo.ResourceType.ResourceTypeMainFrame:
        return False
    return info.firstPartyUrl().scheme() == "https" and info.requestUrl().scheme() in _UNPROTECTED


class _NeverOpened(QWebEngineUrlSchemeHandler):
    """Stands for the registered address's own scheme, which is caught before it gets here."""

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
