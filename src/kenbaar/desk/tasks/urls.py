"""The addresses of this area. `casework/addresses.py` knows some of them too: mails lead there."""

from django.urls import URLPattern, path

from kenbaar.desk.tasks import bulk, entry, evidence, lists, overview, settings, task

_ONE = "taken/<int:number>/"
_ENTRY = "algoritme/<slug:reference>/taken/"
_OVERVIEW = "organisatie/<slug:slug>/overzicht/"

addresses: list[URLPattern] = [
    path("taken/", lists.tasks, name="tasks"),
    path("taken/verdelen/", bulk.divide, name="divide_tasks"),
    path("taken/instellingen/", settings.show, name="task_settings"),
    path("taken/instellingen/herinneringen/", settings.choose, name="choose_reminders"),
    path("taken/instellingen/agenda/", settings.renew_calendar, name="renew_calendar"),
    path("taken/instellingen/agenda/beeindigen/", settings.stop_calendar, name="end_calendar"),
    path("taken/agenda/<slug:code>/", settings.calendar, name="calendar"),
    path("taken/herinneringen/<str:code>/", settings.choose_by_link, name="choose_by_link"),
    path("taken/bewijs/<int:number>/", evidence.download, name="evidence"),
    path("taken/bewijs/<int:number>/weghalen/", evidence.remove, name="remove_evidence"),
    path(_ONE, task.show, name="task"),
    path(_ONE + "bestand/", evidence.add_a_file, name="add_file"),
    path(_ONE + "link/", evidence.add_a_link, name="add_link"),
    path(_ONE + "geven/", task.give, name="give_task"),
    path(_ONE + "plannen/", task.plan, name="plan_task"),
    path(_ONE + "beginnen/", task.begin, name="begin_task"),
    path(_ONE + "klaar/", task.end, name="end_task"),
    path(_ONE + "niet-nodig/", task.not_needed, name="set_task_aside"),
    path(_ONE + "heropenen/", task.again, name="reopen_task"),
    path(_ENTRY, entry.show, name="entry_tasks"),
    path(_ENTRY + "plichten/", entry.find_duties, name="find_duties"),
    path(_ENTRY + "toevoegen/", entry.add, name="add_task"),
    path(_OVERVIEW, overview.show, name="overview"),
    path(_OVERVIEW + "termijnen/", overview.change_terms, name="change_terms"),
    path(_OVERVIEW + "<slug:listed>/", overview.show_list, name="overview_list"),
]
