from conformance.sightings import place
from watchfloor.logsentinel.endpoint_lines import daemon, digest, process_line, sensor_line
from watchfloor.seeds import Seed

AT = place(7, "web")


def test_a_process_has_a_parent_and_a_command() -> None:
    """A line says on which machine what started what."""
    told = process_line(AT, Seed.of(7).stream(), "/usr/sbin/cron", "/bin/sh", "sh -c id")

    assert all(word in told for word in (AT.host, "/usr/sbin/cron", "/bin/sh", "sh -c id"))


def test_other_events_say_what_they_are() -> None:
    """Whatever a sensor sees has the machine and the event."""
    told = sensor_line(AT, Seed.of(7).stream(), "file_create", {"n": 1})

    assert AT.host in told
    assert "file_create" in told


def test_a_service_runs_as_somebody() -> None:
    """A web server is no interpreter of jobs, and an administrator's machine has a shell."""
    assert daemon(AT)[0] == "www-data"
    assert daemon(place(7, "bastion"))[1].endswith("bash")


def test_a_digest_has_sixteen_digits() -> None:
    """The beginning of the digest of a file is told."""
    assert len(digest(Seed.of(7).stream())) == 16
