"""The addresses of this area."""

from django.urls import URLPattern, path

from kenbaar.desk.inventory.views import beginning, bulk, choosing, files, listing, prepared, saved

_HERE = "organisatie/<slug:slug>/inventaris/"
_LIST = _HERE + "lijsten/<int:number>/"
_PREPARED = _HERE + "klaar/<int:number>/"

addresses: list[URLPattern] = [
    path("inventaris/", choosing.choose_body, name="inventory"),
    path(_HERE, listing.inventory, name="body_inventory"),
    path(_HERE + "nieuw/", beginning.new_entry, name="new_entry"),
    path(_HERE + "lijsten/bewaren/", saved.keep, name="save_list"),
    path(_LIST + "hernoemen/", saved.rename, name="rename_list"),
    path(_LIST + "weghalen/", saved.delete, name="delete_list"),
    path(_HERE + "wijzigen/", bulk.change, name="change_many"),
    path(_HERE + "werkmap.xlsx", files.workbook, name="inventory_workbook"),
    path(_HERE + "inlezen/", files.bring, name="bring_file"),
    path(_PREPARED, prepared.look, name="prepared_change"),
    path(_PREPARED + "herstellijst.csv", prepared.repair_list, name="repair_list"),
    path(_PREPARED + "doen/", prepared.do, name="do_change"),
    path(_PREPARED + "weggooien/", prepared.drop, name="drop_change"),
]
