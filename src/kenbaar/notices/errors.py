"""What can go wrong with a notice. Each message says what stands in the way and what to do about it.

No message holds a reference, a code or a value of a decision: messages end in logs.
"""

from enum import StrEnum


class NoticeError(Exception):
    """Base of the room's errors."""


class NotAllowed(NoticeError):
    """The actor may not do this at this body."""

    def __init__(self, deed: str, body: str) -> None:
        super().__init__(f"You may not {deed} at {body}. Ask its administrator for a role or a token that may.")


class ProfileNotApproved(NoticeError):
    """Notices are issued with the version of a profile that a second person approved, and with no other."""

    def __init__(self, profile: str) -> None:
        super().__init__(f"This version of the profile {profile} is not the approved one. Have it approved first.")


class NoReadingKey(NoticeError):
    """A body cannot issue notices that it cannot read back."""

    def __init__(self, body: str) -> None:
        super().__init__(
            f"{body} has no key to read its notices with, so none can be issued. "
            f"Make one with `kenbaar notices keys new {body} --out FILE`."
        )


class SecretError(NoticeError):
    """Base of what is the matter with the notice secret; the messages name places on the server."""


class SecretMissing(SecretError):
    """There is no notice secret, so no code can be derived."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"There is no notice secret in {where}. Run `kenbaar setup` to make one, or set KENBAAR_NOTICE_SECRET."
        )


class SecretNotUsable(SecretError):
    """The notice secret cannot be read, or is too short. The message never holds it."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"The notice secret in {where} cannot be used: {why}. Put the right one there.")


class ReadingKeyMissing(NoticeError):
    """This computer does not have the private key for which a notice was sealed."""

    def __init__(self, body: str) -> None:
        super().__init__(
            f"This computer does not have the key of {body} for this notice. Put the file that "
            "`kenbaar notices keys new` made in the folder of KENBAAR_NOTICE_READING_KEYS, or name it with --key."
        )


class CodeNotKnown(NoticeError):
    """No notice has this code."""

    def __init__(self) -> None:
        super().__init__("There is no notice with this code. Compare it with your letter, character by character.")


class NoticeNotFound(NoticeError):
    """There is no such notice, or it is not of the actor's body."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Your body has no notice {number}. Look its number up in the answer to its issue.")


class NoticeErased(NoticeError):
    """What the notice said was erased; only the proof is left. `number` is that of the notice."""

    def __init__(self, number: int) -> None:
        super().__init__(f"What notice {number} said was erased. Its receipt still shows that it was there.")
        self.number = number


class NoticeDamaged(NoticeError):
    """What is kept of a notice does not open, or is not what the log committed to."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"What is kept of notice {number} is not what was issued: the database was changed. "
            "Put back a copy from before, and run `kenbaar log audit`."
        )


class NotInThisStanding(NoticeError):
    """The notice stands where this step is not possible."""

    def __init__(self, step: str, standing: str) -> None:
        super().__init__(f"A notice that is {standing} cannot be {step}. Look at how it stands, and at what followed.")


class AnotherDecision(NoticeError):
    """A notice is corrected by one of the same decision."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Notice {number} is about a decision with another reference. Send the same reference; was that wrong, "
            "withdraw the notice and issue one for the right reference."
        )


class RequestNotFound(NoticeError):
    """There is no such request, or it is not for the actor's body."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Your body has no request {number}. Look it up in its list of requests.")


class ReceiptNotKnown(NoticeError):
    """No request has this receipt."""

    def __init__(self) -> None:
        super().__init__("There is no request with this receipt. Compare it with what you wrote down.")


class CodeOfAnother(NoticeError):
    """The code leads to another notice than the one that somebody asks about."""

    def __init__(self, number: int) -> None:
        super().__init__(f"This is the code of another notice than request {number} is about. Ask the person for it.")


class AlreadyAnswered(NoticeError):
    """Somebody answered the request before."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Request {number} was answered meanwhile. Look at that answer; yours was not sent.")


class NothingSaid(NoticeError):
    """A request or an answer without words."""

    def __init__(self) -> None:
        super().__init__("There are no words in it. Write what it is about.")


class TooLong(NoticeError):
    """A request or an answer with more words than is kept. `what` is the field."""

    def __init__(self, what: str, most: int) -> None:
        super().__init__(f"The {what} are longer than {most:,} characters. Make them shorter.")
        self.what = what
        self.most = most


class Refusal(StrEnum):
    """Why a decision that is good in itself gets no notice."""

    OTHER_CONTENT = "other_content"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


class NotIssued(NoticeError):
    """A decision gets no notice, as it has one already."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(_REFUSED[why])
        self.why = why


_REFUSED = {
    Refusal.OTHER_CONTENT: "This decision already has a notice that says something else. Correct that notice.",
    Refusal.WITHDRAWN: "The notice of this decision was withdrawn. Correct that notice to issue it anew.",
    Refusal.ERASED: "The notice of this decision was erased. Give a new decision a reference of its own.",
}
