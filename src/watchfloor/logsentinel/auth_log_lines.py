"""How sign-ins are logged: by an identity provider, and by the machines themselves."""

from watchfloor.logsentinel.evidence_rule import Place
from watchfloor.logsentinel.stamps import clock, iso
from watchfloor.logsentinel.structured_line import Fields, structured_line
from watchfloor.seeds import Stream


def sign_in_line(place: Place, draw: Stream, event: str, outcome: str, fields: Fields) -> str:
    """Return an *event* of the identity provider with its *outcome*, for the story of *place*."""
    told: Fields = {
        "published": iso(place.naming.day, place.second, draw.below(1000)),
        "eventType": event,
        "outcome": outcome,
        "target": place.service,
    }
    return structured_line(place, {**told, **fields})


def machine_line(place: Place, draw: Stream, program: str, message: str) -> str:
    """Return a line of the authentication log of a machine, written by *program*."""
    at = f"{place.naming.day.syslog} {clock(place.second)}"
    return f"{at} {place.host} {program}[{draw.between(700, 65_000)}]: {message}"


def account_at(place: Place) -> str:
    """Return the address that somebody of the story signs in with."""
    return f"{place.story.account}@{place.naming.domain}"


def principal(place: Place) -> str:
    """Return the account that the service of *place* signs in with."""
    return f"{place.service.replace('.', '-')}-sa"


def customer(draw: Stream) -> str:
    """Return an account of a customer, at a provider that does not exist."""
    return f"{draw.pick(_FIRST)}{draw.between(10, 9_999)}@mail.example"


def fingerprint(draw: Stream) -> str:
    """Return the fingerprint of a public key."""
    letters = "".join([_BASE64[draw.below(64)] for _ in range(12)])
    return f"SHA256:{letters}"


_FIRST = ("amelie", "boris", "carla", "dieter", "esra", "felix", "greta", "hugo", "irene", "jonas")
_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
