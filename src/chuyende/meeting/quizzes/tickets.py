"""What lets a phone save the answers of one attempt without the whole way of a page: signed by the server."""

import uuid

from django.core.signing import BadSignature, Signer

_SIGNER = Signer(salt="quizzes.attempt")


def ticket_for(attempt: uuid.UUID, user: uuid.UUID) -> str:
    """Given by the page of an attempt to the person whose attempt it is."""
    return _SIGNER.sign(f"{attempt} {user}")


def holder_of(ticket: str, attempt: str) -> uuid.UUID | None:
    """The account to which a ticket for `attempt` was given; None when it was not given here."""
    try:
        named, user = _SIGNER.unsign(ticket).split()
    except (BadSignature, ValueError):
        return None
    return uuid.UUID(user) if named == attempt else None
