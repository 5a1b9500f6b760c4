"""Filling in, page by page. Each page saves by itself as people type, and as a whole with a button."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.desk.rendering import page
from kenbaar.desk.sheet.asked import Asking
from kenbaar.desk.sheet.law import law_questions
from kenbaar.desk.sheet.progress import first_to_do, progress_of
from kenbaar.desk.sheet.saving import Reading, reading_of, save
from kenbaar.desk.sheet.sections import beside, company, section_context
from kenbaar.desk.sheet.typed import field_of
from kenbaar.people.actors import Actor
from kenbaar.register.actions.drafting import settle_conflict
from kenbaar.register.actions.presence import note_editing
from kenbaar.register.errors import ConflictNotFound, DraftMovedOn, NotAllowed
from kenbaar.register.policies import may_write
from kenbaar.register.queries.working import WorkingCopy, working_copy
from kenbaar.rules.filling import FillingSection, filling

TAB = "desk:fill"


@staff
@require_safe
def fill(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Lead to the section where a fact is asked (`?veld=`), or to the first that lacks something."""
    copy = working_copy(by, reference)
    fact = request.GET.get("veld", "")
    section = filling().section_of.get(fact)
    if section is not None:
        return HttpResponseRedirect(f"{_address(reference, section)}?{urlencode({'veld': fact})}#veld-{fact}")
    law = law_questions(copy.sheet, filling(), on=timezone.localdate())
    return HttpResponseRedirect(_address(reference, first_to_do(progress_of(copy.sheet, filling(), law))))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, *, by: Actor, reference: str, part: str) -> HttpResponse:
    """Show a section of the sheet; with POST, save what was changed in it."""
    copy, shown = working_copy(by, reference), _section(part)
    if request.method != "POST":
        return _shown(request, copy, shown, by=by, forced=request.GET.get("veld", ""))
    if not may_write(by, copy.entry.body.slug):
        raise NotAllowed(reference, "write")
    note_editing(copy.entry, shown.id, by=by, now=timezone.now())
    only = request.POST.get("only", "")
    if only in shown.all_facts and "HX-Request" in request.headers:
        return _one_saved(request, copy, shown, only, by=by)
    return _all_saved(request, copy, shown, by=by)


@staff
@require_POST
def presence(request: HttpRequest, *, by: Actor, reference: str, part: str) -> HttpResponse:
    """Note that somebody is at work in a section, and say who else is at work. Asked by the page, once a while."""
    copy, shown = working_copy(by, reference), _section(part)
    now = timezone.now()
    note_editing(copy.entry, shown.id, by=by, now=now)
    return page(request, "sheet/people", by=by, entry=copy.entry, **company(copy, by=by, now=now))


def _section(section_id: str) -> FillingSection:
    found = filling().section(section_id)
    if found is None:
        raise Http404(f"the sheet has no section {section_id}")
    return found


def _address(reference: str, section: FillingSection) -> str:
    return reverse("desk:section", kwargs={"reference": reference, "part": section.id})


def _shown(
    request: HttpRequest,
    copy: WorkingCopy,
    section: FillingSection,
    *,
    by: Actor,
    reading: Reading | None = None,
    forced: str = "",
    more_rows: str = "",
    moved_on: bool = False,
) -> HttpResponse:
    wrong = reading.wrong if reading else {}
    context = section_context(copy, section, by=by, now=timezone.now(), wrong=wrong, forced=forced, more_rows=more_rows)
    saved = filling().section(request.GET.get("bewaard", "")) if request.method != "POST" else None
    return entry_page(
        request,
        "sheet/section",
        copy.entry,
        by=by,
        tab=TAB,
        status=400 if wrong else 409 if moved_on else 200,
        moved_on=moved_on,
        person=by.person,
        saved_section=saved,
        some_saved=bool(reading and reading.changes),
        **context,
    )


def _one_saved(
    request: HttpRequest, copy: WorkingCopy, section: FillingSection, fact: str, *, by: Actor
) -> HttpResponse:
    """Save one question as somebody types; answer with what stands below it, and with all that changes elsewhere."""
    now = timezone.now()
    reading = reading_of(copy.sheet, [fact], request.POST)
    saved = save(copy, reading, by=by, now=now)
    copy = working_copy(by, copy.entry.reference) if saved else copy
    language = get_language() or "nl"
    asking = Asking(copy, language=language, reader=by.name)
    wrong = reading.wrong.get(fact)
    taken = saved is not None and all(conflict.fact != fact for conflict in saved.conflicts)
    more_rows = int(request.POST.get("go", "") == f"row:{fact}")
    question = asking.asked(
        fact,
        typed=wrong.typed if wrong else None,
        # Who came too late still has their own words in the field, and has not seen what is there: only a page that
        # shows that may say so.
        seen=None if taken or (more_rows and not wrong) else request.POST.get(field_of(fact, "seen")),
        mistake=wrong.mistake if wrong else None,
        saved_at=now if saved and fact in saved.saved else asking.saved_by_reader(fact),
        more_rows=more_rows,
    )
    law = law_questions(copy.sheet, filling(), on=timezone.localdate(now))
    response = page(
        request,
        "sheet/saved",
        by=by,
        entry=copy.entry,
        section=section,
        question=question,
        whole=bool(more_rows),
        may_write=True,
        copy=copy,
        **beside(copy, section, law=law, language=language),
    )
    # The page takes only an answer of ours for one: whoever was signed out gets the door, with 200, in its place.
    response["X-Kenbaar-Field"] = fact
    response["X-Kenbaar-Saved"] = "no" if wrong else "yes"
    if saved:
        response["HX-Trigger"] = "kenbaar:saved"
    return response


def _all_saved(request: HttpRequest, copy: WorkingCopy, section: FillingSection, *, by: Actor) -> HttpResponse:
    reference, go = copy.entry.reference, request.POST.get("go", "stay")
    verb, _colon, what = go.partition(":")
    number, _colon, choice = what.partition(":")
    settled = next((each for each in copy.conflicts if verb == "settle" and number == str(each.pk)), None)
    facts = [fact for fact in section.all_facts if settled is None or fact != settled.fact]
    reading = reading_of(copy.sheet, facts, request.POST)
    saved = save(copy, reading, by=by, now=timezone.now())
    moved_on = settled is not None and not _settled(reference, settled.pk, choice, by=by)
    if reading.wrong or verb == "row" or moved_on:
        copy = working_copy(by, reference) if saved or settled else copy
        more_rows = what if verb == "row" else ""
        return _shown(request, copy, section, by=by, reading=reading, more_rows=more_rows, moved_on=moved_on)
    if verb == "settle":
        fact = settled.fact if settled else ""
        return HttpResponseRedirect(f"{_address(reference, section)}?{urlencode({'veld': fact})}#veld-{fact}")
    if saved and saved.conflicts:
        return HttpResponseRedirect(f"{_address(reference, section)}#veld-{saved.conflicts[0].fact}")
    chosen = filling().section(what) if verb == "to" else None
    if verb == "preview":
        return redirect("desk:preview", reference=reference)
    if verb == "complete":
        return redirect("desk:complete", reference=reference)
    return HttpResponseRedirect(f"{_address(reference, chosen or section)}?{urlencode({'bewaard': section.id})}")


def _settled(reference: str, number: int, choice: str, *, by: Actor) -> bool:
    """Choose, and say whether that could be done: not when one of the two answers is another one by now."""
    side, _colon, seen = choice.partition(":")
    try:
        settle_conflict(reference, number, mine=side == "late", seen=seen, by=by, now=timezone.now())
    except DraftMovedOn:
        return False
    except ConflictNotFound:
        pass  # somebody chose just before; the page that follows shows what they chose
    return True
