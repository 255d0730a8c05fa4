"""What the lines of one story agree on: names that stand in more than one source."""

from watchfloor.logsentinel.evidence_rule import Place

_SYLLABLES = ("bri", "cal", "dex", "fen", "gro", "hal", "lum", "nor", "pix", "ser", "tau", "vex")
_COUNTRIES = ("BR", "CA", "DE", "ID", "IN", "JP", "KE", "MX", "NL", "PL", "RO", "SG", "TR", "VN")
_HIDDEN = ("/dev/shm/", "/var/tmp/", "/usr/local/lib/", "/opt/.u/")  # noqa: S108  # only told of
_INNOCUOUS = ("kworkerd", "dbus-helper", "sysupdated", "httpd-worker", "java2", "node_upd")
_SCRIPTS = ("thumb", "cache", "img", "font", "status")
_FOLDERS = ("uploads", "static", "assets")
_FEATURES = ("batching", "async", "hints", "prefetch")


def release(place: Place) -> str:
    """Return the version that the story of *place* is about."""
    number = place.story.number
    return f"{2 + number % 7}.{number // 7 % 60}.{number // 420 % 12}"


def table(place: Place) -> str:
    """Return the table of the database."""
    tables = place.naming.trade.tables
    return tables[place.story.number % len(tables)]


def job(place: Place) -> str:
    """Return the kind of message, and so the job that handles it."""
    jobs = place.naming.trade.jobs
    return jobs[place.story.number // 5 % len(jobs)]


def feature(place: Place) -> str:
    """Return the name of the switch of a feature."""
    products, number = place.naming.trade.products, place.story.number
    return f"{products[number // 3 % len(products)]}-{_FEATURES[number // 12 % len(_FEATURES)]}"


def country(place: Place) -> str:
    """Return where somebody is who is not here."""
    return _COUNTRIES[place.story.number // 13 % len(_COUNTRIES)]


def program(place: Place) -> str:
    """Return the path of a program that nobody installed."""
    number = place.story.number
    return _HIDDEN[number // 17 % len(_HIDDEN)] + _INNOCUOUS[number // 85 % len(_INNOCUOUS)]


def program_digest(place: Place) -> str:
    """Return the beginning of the digest of that program."""
    return f"{place.story.number * 0x9E3779B97F4A7C15 % (1 << 64):016x}"


def script(place: Place) -> str:
    """Return the path of a script below the files that a web server serves."""
    number = place.story.number
    name = _SCRIPTS[number // 19 % len(_SCRIPTS)]
    return f"/{_FOLDERS[number // 95 % len(_FOLDERS)]}/{name}{number // 285 % 99}.php"


def outside_host(place: Place) -> str:
    """Return a name outside that belongs to the story."""
    number = place.story.number
    first, second = _SYLLABLES[number % 12], _SYLLABLES[number // 12 % 12]
    return f"{first}{second}{number // 144 % 90 + 10}.example"
