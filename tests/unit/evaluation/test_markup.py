"""Whatever is shown stays text."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as some

from watchfloor.evaluation.markup import element, joined


class Reader(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.said += data


def read(page: str) -> Reader:
    """Return what a browser makes of *page*."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


@given(some.text(), some.text())
def test_no_text_opens_a_tag_or_leaves_its_attribute(inside: str, title: str) -> None:
    """Only the element itself is found again, with one attribute, whatever it is given."""
    found = read(element("p", inside, title=title)).tags

    assert [(tag, list(held)) for tag, held in found] == [("p", ["title"])]


@given(some.text(alphabet=some.characters(categories=("L", "N", "P", "S")) | some.just(" ")))
def test_printable_text_is_read_as_it_was(inside: str) -> None:
    """What can be seen is shown unchanged."""
    found = read(element("p", inside)).said

    assert found == inside


def test_what_steers_the_writing_is_spelled_out() -> None:
    """A letter that turns the text around is shown by its number."""
    found = element("p", "invoice\u202efdp.exe", title="\x1b[31m")

    assert found == '<p title="\\x1b[31m">invoice\\u202efdp.exe</p>'


def test_an_element_is_taken_as_it_is_and_a_list_in_order() -> None:
    """Elements nest, and several stand one after the other."""
    found = joined([element("b", "1 < 2"), " and ", [element("i", "so")], element("br")])

    assert found == "<b>1 &lt; 2</b> and <i>so</i><br>"
