"""A browser profile for one sign-in: it remembers nothing, keeps nothing on disk and allows nothing.

Whoever signed in before is a stranger here, and nobody stays signed in. What a bookkeeping program's sign-in page has
no need of is switched off.
"""

from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)

from ledgerpass.ui.embedded_browser.addresses import Addresses
from ledgerpass.ui.embedded_browser.page_scripts import scripts

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
_WEB = frozenset({"http", "https"})


class Profile(QWebEngineProfile):
    """One sign-in's profile."""

    def __init__(self, addresses: Addresses) -> None:
        """Have requests go by the rules of `addresses`."""
        super().__init__()  # without a name it is off the record
        self.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        self.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
        self.setPushServiceEnabled(False)
        self.setSpellCheckEnabled(False)
        self._switch()
        self.downloadRequested.connect(QWebEngineDownloadRequest.cancel)
        self._guard = _Guard(addresses)
        self.setUrlRequestInterceptor(self._guard)
        self._handler = _NeverOpened()
        # without a handler of its own the web engine never tells of a redirect to such a scheme
        scheme = addresses.redirect_uri.partition(":")[0].lower()
        if ":" in addresses.redirect_uri and scheme not in _WEB:
            self.installUrlSchemeHandler(scheme.encode("ascii", "ignore"), self._handler)
        self.scripts().insert(scripts(addresses.redirect_uri))

    def _switch(self) -> None:
        settings = self.settings()
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
        if not self._addresses.may_be_framed(info.requestUrl()):
            info.block(True)


class _NeverOpened(QWebEngineUrlSchemeHandler):
    """Stands for the registered address's own scheme, which is caught before it gets here."""

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
