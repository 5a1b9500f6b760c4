"""The addresses of the desk. Those that django-allauth leads to have the names that it knows them by."""

from django.urls import URLPattern, path

from kenbaar.desk.entry.urls import addresses as entry
from kenbaar.desk.help.urls import addresses as help_pages
from kenbaar.desk.inventory.urls import addresses as inventory
from kenbaar.desk.notices.urls import addresses as notices
from kenbaar.desk.requests.urls import addresses as requests
from kenbaar.desk.review.urls import addresses as review
from kenbaar.desk.sheet.urls import addresses as sheet
from kenbaar.desk.start.urls import addresses as start
from kenbaar.desk.suppliers.urls import addresses as suppliers
from kenbaar.desk.tasks.urls import addresses as tasks
from kenbaar.desk.tour.urls import addresses as tour
from kenbaar.desk.views import account, factors, invitations, people, signing_in, subscriptions, tokens

_BODY = "organisatie/<slug:slug>/"
_SOMEBODY = _BODY + "mensen/<int:number>/"
_TOLD = _BODY + "berichten-aan-systemen/"

own_addresses: list[URLPattern] = [
    *start,
    *entry,
    *inventory,
    *sheet,
    *review,
    *tasks,
    *suppliers,
    *notices,
    *requests,
    *tour,
    *help_pages,
    path("account/", account.account, name="account"),
    path("afmelden/overal/", account.leave_everywhere, name="leave_everywhere"),
    path("afmelden/<int:number>/", account.leave_one, name="leave_one"),
    path("taal/", account.choose, name="choose_language"),
    path("beveiligen/", factors.secure, name="secure"),
    path("wachtwoord/", factors.password, name="password"),
    path("uitnodiging/<slug:code>/", invitations.invitation, name="invitation"),
    path(_BODY + "mensen/", people.people, name="people"),
    path(_BODY + "mensen/uitnodigen/", people.send_invitation, name="send_invitation"),
    path(_BODY + "uitnodiging/<int:number>/intrekken/", people.end_invitation, name="end_invitation"),
    path(_SOMEBODY + "rol/geven/", people.add_role, name="add_role"),
    path(_SOMEBODY + "rol/terugnemen/", people.remove_role, name="remove_role"),
    path(_SOMEBODY + "aanmelden/opnieuw/", people.reset, name="reset_factors"),
    path(_SOMEBODY + "sluiten/", people.close_account, name="close_account"),
    path(_BODY + "koppelingen/", tokens.tokens, name="tokens"),
    path(_BODY + "koppelingen/maken/", tokens.add_token, name="add_token"),
    path(_BODY + "koppelingen/<int:number>/intrekken/", tokens.end_token, name="end_token"),
    path(_TOLD, subscriptions.subscriptions, name="subscriptions"),
    path(_TOLD + "toevoegen/", subscriptions.add_subscription, name="add_subscription"),
    path(_TOLD + "<int:number>/testen/", subscriptions.test_subscription, name="test_subscription"),
    path(_TOLD + "<int:number>/aanzetten/", subscriptions.start_subscription, name="start_subscription"),
    path(_TOLD + "<int:number>/uitzetten/", subscriptions.stop_subscription, name="stop_subscription"),
    path(_TOLD + "<int:number>/geheim/", subscriptions.renew_secret, name="renew_secret"),
    path(_TOLD + "<int:number>/verwijderen/", subscriptions.remove_subscription, name="remove_subscription"),
]

addresses_of_allauth: list[URLPattern] = [
    path("aanmelden/", signing_in.sign_in, name="account_login"),
    path("aanmelden/code/", signing_in.second_step, name="mfa_authenticate"),
    path("aanmelden/passkey/", signing_in.passkey_sign_in, name="mfa_login_webauthn"),
    path("aanmelden/via/<slug:provider_id>/", signing_in.to_provider, name="openid_connect_login"),
    path("aanmelden/via/<slug:provider_id>/terug/", signing_in.from_provider, name="openid_connect_callback"),
    path("afmelden/", signing_in.sign_out, name="account_logout"),
    path("bevestigen/code/", signing_in.confirm_by_code, name="mfa_reauthenticate"),
    path("bevestigen/passkey/", signing_in.confirm_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("account/", account.account, name="mfa_index"),
    path("passkeys/nieuw/", factors.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/weghalen/", factors.remove_passkey, name="mfa_remove_webauthn"),
    path("passkeys/", account.account, name="mfa_list_webauthn"),
    path("app/", factors.set_up_app, name="mfa_activate_totp"),
    path("app/weghalen/", factors.remove_app, name="mfa_deactivate_totp"),
    path("herstelcodes/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path("herstelcodes/nieuw/", factors.new_recovery_codes, name="mfa_generate_recovery_codes"),
]
