"""What can go wrong with a notice profile. Each message says what stands in the way and what to do about it."""

from collections.abc import Iterable

from kenbaar.decisions.profile_files import Misfit


class ProfileError(Exception):
    """Base of the errors about profiles."""


class ProfileNotFound(ProfileError):
    """The body has no such profile, or the actor may not see it."""

    def __init__(self, body: str, slug: str) -> None:
        super().__init__(f"{body} has no notice profile {slug}. Look it up in the list of its profiles.")


class NameTaken(ProfileError):
    """The body has a profile with this name in its address."""

    def __init__(self, body: str, slug: str) -> None:
        super().__init__(f"{body} has a notice profile {slug} already. Change that one, or choose another name.")


class NameNeeded(ProfileError):
    """A profile is called after the kind of decision; from that comes its name in addresses."""

    def __init__(self) -> None:
        super().__init__("Name the kind of decision in Dutch, with letters, in at most 200 characters.")


class SlugNotUsable(ProfileError):
    """What stands in addresses is short and plain."""

    def __init__(self) -> None:
        super().__init__("A profile is named in lower case letters, digits and dashes, in at most 60.")


class AutomationNotSaid(ProfileError):
    """The entry does not say what the algorithm does with the decision, or that it plays no part."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"Entry {reference} has no version that says what part the algorithm plays in decisions. Answer that "
            "in the entry (automation: support or sole), hand it in, then begin the profile."
        )


class StepNotPossible(ProfileError):
    """The version stands elsewhere, or somebody else was first."""

    def __init__(self, slug: str, step: str) -> None:
        super().__init__(f"Profile {slug} has no version with which this can be done ({step}). Look at it again.")


class OtherVersion(ProfileError):
    """What lies there is not what was looked at."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"Profile {slug} was changed since you looked at it. Look at it again, then decide.")


class ChangedMeanwhile(ProfileError):
    """Somebody else changed the same parts of a draft; `fields` are those."""

    def __init__(self, slug: str, fields: Iterable[str]) -> None:
        self.fields = tuple(fields)
        super().__init__(
            f"Somebody else changed {', '.join(self.fields)} of profile {slug} meanwhile. Look at it again, then save."
        )


class NotWhole(ProfileError):
    """Something lacks before a colleague can look at it; `misfits` are the places."""

    def __init__(self, slug: str, misfits: Iterable[Misfit]) -> None:
        self.misfits = tuple(misfits)
        named = ", ".join(each.place for each in self.misfits[:5])
        super().__init__(f"Profile {slug} is not whole yet: {named}. Fill it in, then hand it in again.")


class AnswerNeeded(ProfileError):
    """Whoever asks for changes says which."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"Say what should change, in at most {most} characters, so that an editor can go on from there."
        )
        self.most = most
