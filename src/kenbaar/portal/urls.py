"""The public addresses. Their words are Dutch in both languages, so that an address is the same for everyone."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import URLPattern, path, register_converter

from kenbaar.portal.check import views as check
from kenbaar.portal.entrance import LanguageInPath, LogInPath, NoticeLanguageInPath, ReferenceInPath
from kenbaar.portal.notice import asking
from kenbaar.portal.notice import views as notice
from kenbaar.portal.views import (
    bodies,
    entries,
    feeds,
    figures,
    history,
    home,
    log,
    log_files,
    machines,
    old_addresses,
    results,
    texts,
    verifying,
)

register_converter(LanguageInPath, "language")
register_converter(NoticeLanguageInPath, "tongue")
register_converter(ReferenceInPath, "reference")
register_converter(LogInPath, "log")

_ENTRY = "<language:language>/algoritme/<reference:reference>/"
_NOTICE = "<tongue:language>/besluit/"
_BODY = "<language:language>/organisatie/<slug:slug>/"


def addresses(*, describe_api: Callable[[], Mapping[str, Any]]) -> list[URLPattern]:
    """Return the addresses of the portal. `describe_api` gives the OpenAPI document for the page that explains it."""
    return [
        path("log/<log:log>/checkpoint", log_files.checkpoint, name="log_checkpoint"),
        path("log/<log:log>/keys", log_files.keys, name="log_keys"),
        path("log/<log:log>/tile/<path:place>", log_files.tile, name="log_tile"),
        path("log/<log:log>/content/<path:place>", log_files.content, name="log_content"),
        path("", home.choose_language, name="choose_language"),
        path("robots.txt", machines.robots, name="robots"),
        path("sitemap.xml", machines.sitemap_index, name="sitemap_index"),
        path("sitemap-<int:number>.xml", machines.sitemap, name="sitemap"),
        path(".well-known/security.txt", machines.security, name="security"),
        path("<language:language>/", home.home, name="home"),
        path("<language:language>/feed.atom", feeds.register_feed, name="register_feed"),
        path("<language:language>/opensearch.xml", machines.search_description, name="search_description"),
        path("<language:language>/algoritme/", results.results, name="results"),
        path("<language:language>/algoritme/feed.atom", feeds.search_feed, name="search_feed"),
        path(_ENTRY, entries.entry_page, name="entry"),
        path(_ENTRY + "entry.jsonld", entries.entry_as_linked_data, name="entry_as_linked_data"),
        path(_ENTRY + "entry.csv", entries.entry_as_csv, name="entry_as_csv"),
        path(_ENTRY + "geschiedenis/", history.history_page, name="history"),
        path(_ENTRY + "geschiedenis/<int:number>/", history.version_page, name="version"),
        path(_ENTRY + "geschiedenis/<int:old>-<int:new>/", history.difference_page, name="difference"),
        path(_ENTRY + "logbewijs.json", log.history_receipt, name="history_receipt"),
        path(_ENTRY + "logbewijs/<int:number>.json", log.step_receipt, name="step_receipt"),
        path("<language:language>/logboek/", log.log_page, name="log"),
        path("<language:language>/controleren/", verifying.verify_page, name="verify"),
        path("<language:language>/controleren/controleren.html", verifying.saved_verifier, name="saved_verifier"),
        path("<language:language>/check/", check.start, name="check"),
        path("<language:language>/check/vraag/", check.questions, name="check_questions"),
        path("<language:language>/check/uitkomst/", check.result, name="check_result"),
        path("<language:language>/check/uitkomst.pdf", check.result_as_pdf, name="check_pdf"),
        path("<language:language>/check/antwoorden.json", check.answers_as_file, name="check_answers"),
        path("besluit", notice.printed_address, name="printed_address"),
        path(_NOTICE, notice.notice, name="notice"),
        path(_NOTICE + "vraag/", asking.ask, name="notice_ask"),
        path(_NOTICE + "geen-code/", asking.no_notice, name="no_notice"),
        path(_NOTICE + "uitleg.pdf", notice.explanation_file, name="notice_pdf"),
        path(_NOTICE + "bewijs/", notice.proof, name="notice_proof"),
        path(_NOTICE + "bewijs/bewijs.json", notice.receipt_file, name="notice_receipt"),
        path(_NOTICE + "bewijs/inhoud.json", notice.content_file, name="notice_content"),
        path("<language:language>/organisatie/", bodies.bodies_page, name="bodies"),
        path(_BODY, bodies.body_page, name="body"),
        path(_BODY + "vragen/", bodies.requests_page, name="body_requests"),
        path(_BODY + "feed.atom", feeds.body_feed, name="body_feed"),
        path("<language:language>/cijfers/", figures.figures_page, name="figures"),
        path("<language:language>/cijfers/<slug:name>/<slug:width>.svg", figures.chart_image, name="chart"),
        path("<language:language>/downloads/", texts.downloads_page, name="downloads"),
        path("<language:language>/over/", texts.about_page, name="about"),
        path("<language:language>/toegankelijkheid/", texts.accessibility_page, name="accessibility"),
        path("<language:language>/privacy/", texts.privacy_page, name="privacy"),
        path("<language:language>/api/", texts.api_page(describe_api), name="api"),
        path("<language:language>/algoritme/<path:rest>", old_addresses.old_address, name="old_address"),
    ]
