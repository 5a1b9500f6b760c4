"""What can go wrong with a template. Each message says what stands in the way and what to do about it."""

from collections.abc import Sequence


class SupplierError(Exception):
    """Base of the room's errors."""


class TemplateNotFound(SupplierError):
    """There is no such template, or the actor may not see it."""

    def __init__(self, keeper: str, slug: str) -> None:
        super().__init__(f"There is no template {keeper}/{slug}. Look it up in the list of templates.")


class NotAllowed(SupplierError):
    """The actor does not keep templates of this organisation."""

    def __init__(self, keeper: str) -> None:
        super().__init__(f"You may not write templates of {keeper}. Ask its administrator for the role of supplier.")


class NameTaken(SupplierError):
    """The organisation has a template with this name in its address."""

    def __init__(self, keeper: str, slug: str) -> None:
        super().__init__(f"{keeper} has a template {slug} already. Change that one, or choose another name.")


class TemplateRefused(SupplierError):
    """An answer does not fit the vocabulary, or is about something that only a body can say."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(f"The template was not saved: {'; '.join(problems[:5])}. Correct it and save again.")
        self.problems = tuple(problems)


class TemplateRetired(SupplierError):
    """Nobody can begin to follow a template that its keeper ended."""

    def __init__(self, keeper: str, slug: str) -> None:
        super().__init__(f"The template {keeper}/{slug} was ended by its keeper. Choose another one.")


class FollowsAlready(SupplierError):
    """An entry follows one template at a time."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Entry {reference} follows a template already. Leave that one first.")


class FollowsNothing(SupplierError):
    """The entry does not follow this template, or no longer."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Entry {reference} does not follow this template any more. Look at the entry again.")


class NothingProposed(SupplierError):
    """The template proposes no such thing to the entry."""

    def __init__(self, reference: str, fact: str) -> None:
        super().__init__(
            f"The template proposes nothing about {fact} to entry {reference}. Look at the proposals again."
        )


class ChangedMeanwhile(SupplierError):
    """Somebody else changed the same facts of a template."""

    def __init__(self, keeper: str, slug: str, facts: Sequence[str]) -> None:
        super().__init__(
            f"Somebody else changed {', '.join(facts)} of {keeper}/{slug} meanwhile. Look at the new text, then save."
        )
        self.facts = tuple(facts)
