"""The addresses of this area."""

from django.urls import URLPattern, path

from kenbaar.desk.suppliers.views import choosing, importing, keeping, proposals

_TEMPLATE = "sjablonen/<slug:keeper>/<slug:template>/"
_KEPT = "organisatie/<slug:slug>/sjablonen/"

addresses: list[URLPattern] = [
    path("sjablonen/", choosing.templates, name="templates"),
    path("sjablonen/voorstellen/", proposals.waiting, name="waiting_proposals"),
    path(_TEMPLATE, choosing.template, name="template"),
    path(_TEMPLATE + "gebruiken/", choosing.use, name="use_template"),
    path(_TEMPLATE + "gebruiken/nieuw/", choosing.use_as_new, name="use_template_as_new"),
    path(_TEMPLATE + "gebruiken/<slug:reference>/", choosing.use_for_entry, name="use_template_for_entry"),
    path("algoritme/<slug:reference>/sjabloon/", proposals.of_entry, name="entry_template"),
    path("algoritme/<slug:reference>/sjabloon/antwoorden/", proposals.answer, name="answer_proposals"),
    path("algoritme/<slug:reference>/sjabloon/stoppen/", proposals.leave, name="leave_template"),
    path(_KEPT, keeping.kept, name="kept_templates"),
    path(_KEPT + "nieuw/", keeping.add, name="add_template"),
    path(_KEPT + "inlezen/", importing.upload, name="import_templates"),
    path(_KEPT + "inlezen/doen/", importing.take_in, name="take_in_templates"),
    path(_KEPT + "<slug:template>/beeindigen/", keeping.retire, name="retire_template"),
    path(_KEPT + "<slug:template>/deel/<slug:section>/", keeping.section, name="template_section"),
]
