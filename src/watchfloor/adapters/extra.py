"""What is told where the library that an adapter is for is not installed."""


def missing(error: ModuleNotFoundError, extra: str) -> ImportError:
    """Return what to raise instead of *error*, where *extra* installs what is missing."""
    message = (
        f"the package {error.name!r} is not installed, which this adapter is for; "
        f"install the extra: pip install 'watchfloor[{extra}]'"
    )
    return ImportError(message, name=error.name)
