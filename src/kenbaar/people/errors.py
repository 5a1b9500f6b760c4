"""What can go wrong with persons and bodies. Each message says what stands in the way and what to do about it."""


class ParentUnknown(Exception):
    """A body is said to be part of one that is not there."""

    def __init__(self, slug: str, parent: str) -> None:
        super().__init__(f"Body {slug} is part of {parent}, which is not recorded. Record {parent} along with it.")


class NotAllowed(Exception):
    """The actor may not do this with people or tokens."""

    def __init__(self, deed: str, where: str) -> None:
        super().__init__(f"You may not {deed} at {where}. An administrator of {where} can.")


class RoleOutOfPlace(Exception):
    """A wide role was given at a body, a role of a body without one, or one about entries at a company."""

    def __init__(self, role: str, body: str | None) -> None:
        said = f"at {body}; it is a role elsewhere. Choose another role" if body else "without a body. Name the body"
        super().__init__(f"The role {role} cannot be given {said}.")


class LastAdministrator(Exception):
    """The body would have nobody left who can give roles."""

    def __init__(self, body: str) -> None:
        super().__init__(f"This is the last administrator of {body}. Make somebody else administrator first.")


class AddressTaken(Exception):
    """Somebody with this address is here already. The message does not repeat the address: it may end up in a log."""

    def __init__(self) -> None:
        super().__init__("Somebody with this e-mail address is here already. Give that person the role instead.")


class InvitationNotValid(Exception):
    """The code of an invitation is unknown, used, withdrawn or too old. Which of these is nobody's business."""

    def __init__(self) -> None:
        super().__init__("This invitation can no longer be used. Ask who invited you for a new one.")


class SealBroken(Exception):
    """Something was sealed under another secret of the site, or changed since. The message does not repeat it."""

    def __init__(self, purpose: str) -> None:
        super().__init__(
            f"What is kept as {purpose} cannot be read: it was sealed under another secret, or changed since. Give the "
            "site the secret that it had (KENBAAR_SECRET_KEY, or secret-key.txt in the data folder)."
        )


class PersonInactive(Exception):
    """The person was deactivated."""

    def __init__(self) -> None:
        super().__init__("This account was closed. Ask an administrator of your body for help.")


class TokenTooLong(Exception):
    """A token was asked for a time that is longer than allowed, or in the past."""

    def __init__(self, days: int) -> None:
        super().__init__(f"A token is valid for 1 to {days} days. Choose a day within that time.")


class ScopeOutOfPlace(Exception):
    """A token was asked for something that the body does not have."""

    def __init__(self, scope: str, body: str) -> None:
        super().__init__(f"A token of {body} cannot be used for {scope}. Choose what its systems do there.")


class TokenNotValid(Exception):
    """The token is unknown, revoked or too old."""

    def __init__(self) -> None:
        super().__init__("This token is not valid: unknown, revoked or too old. Ask your administrator for a new one.")
