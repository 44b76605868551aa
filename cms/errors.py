"""The error tree: every exception that the product raises on purpose.

::

    CmsError
    ├── ConfigurationError      a setting is missing or wrong; the message names the variable
    ├── PluginError             a plugin cannot be loaded or breaks a rule
    ├── MissingTypeError        what is asked of a page needs its type, whose plugin is not installed
    ├── InvalidPartialDate      a value is no date with a precision (also a ValueError)
    ├── ImportContentError      content cannot be imported as asked; nothing of it was written
    │   └── SourceError         a source file cannot be read; the message names file and line
    ├── ScheduleError           a scheduled item cannot be carried out
    │   └── FollowUpError       it was carried out, but something that follows it failed
    ├── InvalidCredentialError  a caller of the API sent a token that is not valid
    ├── MissingScopeError       a valid token of the API lacks a scope
    ├── SubmissionError         what a reader sent to a form is not accepted; nothing of it is kept
    │   ├── AnswersError        answers do not fit their questions; holds an error for each
    │   ├── FormTokenError      the token that says when the form was shown is missing or not valid
    │   ├── KeyReusedError      the idempotency key belongs to another submission
    │   └── ThrottleError       the address sends too often; says when it may again
    ├── PrivatePageError        a page is there, but not for this caller of the API
    ├── ChangedSinceError       what is to be changed is no longer as its caller has read it
    ├── TooManyAttemptsError    a client failed too often; says when it may try again
    ├── ChangesGoneError        changes after a number are not there; says where the ledger stands
    └── ...                     capabilities add their own branches here

Callers catch ``CmsError`` at the boundary (a management command, a view) and show its message, which is
written for the person who can act on it.
"""

__all__ = [
    "AnswersError",
    "ChangedSinceError",
    "ChangesGoneError",
    "CmsError",
    "ConfigurationError",
    "FollowUpError",
    "FormTokenError",
    "ImportContentError",
    "InvalidCredentialError",
    "InvalidPartialDate",
    "KeyReusedError",
    "MissingScopeError",
    "MissingTypeError",
    "PluginError",
    "PrivatePageError",
    "ScheduleError",
    "SourceError",
    "SubmissionError",
    "ThrottleError",
    "TooManyAttemptsError",
]


class CmsError(Exception):
    """Base of every error that the product raises on purpose."""


class ConfigurationError(CmsError):
    """A setting is missing or wrong. The message names the environment variable."""


class PluginError(CmsError):
    """A plugin cannot be loaded or breaks a rule. The message names the plugin."""


class MissingTypeError(CmsError):
    """What is asked of a page needs its type, and that is not installed. ``what`` says what cannot be done."""

    def __init__(self, title: str, page_type: str, what: str = "It cannot be deleted") -> None:
        self.page_type = page_type
        super().__init__(f"“{title}” is of the type {page_type}, whose plugin is not installed. {what}.")


class InvalidPartialDate(CmsError, ValueError):
    """A value is no date with a precision. The message says what to write instead."""


class ImportContentError(CmsError):
    """Content cannot be imported as asked. Nothing of it was written."""


class SourceError(ImportContentError):
    """A source file cannot be read. Reads as ``file:line: reason``; lines count from 1."""

    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        place = path if line is None else f"{path}:{line}"
        super().__init__(f"{place}: {reason}")


class ScheduleError(CmsError):
    """A scheduled item cannot be carried out. It stays scheduled."""


class FollowUpError(ScheduleError):
    """A scheduled item was carried out and is kept, but something that follows it failed."""


class InvalidCredentialError(CmsError):
    """What a caller of the API sent to identify themselves is not valid, or not any more."""


class MissingScopeError(CmsError):
    """A token of the API is valid and lacks ``scope``; ``None`` is a token that was made without any terms."""

    def __init__(self, scope: str | None) -> None:
        self.scope = scope
        super().__init__(
            f"This token lacks the scope '{scope}'."
            if scope
            else "This token was made without scopes and an expiry date: it reads what everybody reads."
        )


class SubmissionError(CmsError):
    """What a reader sent to a form is not accepted. Nothing of it is kept."""


class AnswersError(SubmissionError):
    """Answers do not fit their questions. ``errors`` holds (name of the question, message, code) for each error."""

    def __init__(self, errors: list[tuple[str, str, str]]) -> None:
        self.errors = errors
        super().__init__("; ".join(f"{name}: {message}" for name, message, _code in errors))


class FormTokenError(SubmissionError):
    """The token that says when the form was shown is missing, too old or not ours."""


class KeyReusedError(SubmissionError):
    """The idempotency key belongs to a submission with other content."""


class ThrottleError(SubmissionError):
    """The address sends too often. ``retry_after`` is in seconds, at least 1."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"Too many submissions. Try again in {retry_after} seconds.")


class PrivatePageError(CmsError):
    """A page is published, but not for this caller of the API: a restriction of the kind ``restriction`` is closed."""

    def __init__(self, restriction: str, page_id: int) -> None:
        self.restriction = restriction
        self.page_id = page_id
        super().__init__(f"This page is private: {restriction}.")


class ChangedSinceError(CmsError):
    """What is to be changed is no longer as the caller has read it. Nothing was changed."""

    def __init__(self) -> None:
        super().__init__("This has changed since it was read. Read it again, and then decide what to write.")


class TooManyAttemptsError(CmsError):
    """A client failed too often. It may try again in ``retry_after`` seconds."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__("Too many attempts. Try again later.")


class ChangesGoneError(CmsError):
    """Somebody asks for the changes after a number, and they are not all there: they start over.

    ``latest`` is the last number of the ledger; changes up to ``kept_after`` have been removed.
    """

    def __init__(self, after: int, latest: int, kept_after: int) -> None:
        self.after = after
        self.latest = latest
        self.kept_after = kept_after
        reason = (
            f"The ledger stands at {latest}: it was restored from a backup, or {after} is of another installation."
            if after > latest
            else f"Changes up to {kept_after} are not kept any more."
        )
        super().__init__(
            f"{reason} Start over: read the lists anew, and follow from the 'changes' of the first answer."
        )
