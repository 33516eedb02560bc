#!/usr/bin/env python3
"""Writes the sample books as Wikipedia articles saved by a browser.

Reads the tables beside this script,
    wikipedia/books-*.tsv   title, author, genre, country, language, year,
                            publisher, pages, group, summary, links, categories
where genre, links and categories hold several values with `|` between them,
and writes for each book
    data/wikipedia/pages/TITLE.html
with `_` for blanks and `%2F` for slashes in TITLE. About two thirds are in the
markup of 2026 (Vector 2022 skin, body by Parsoid), the others in that of 2020
(legacy Vector skin, body by the legacy parser); a digest of the title decides
this and everything else that varies.

The links of the column `links` stand in the lead, in the sentences of the
sections and under See also. The infobox links its own values. The other links
of a page are not the article's: hatnote, labels of the infobox, maintenance
box, citations, navbox, red links, links to the page itself, to other
namespaces and to other sites. The column `group` is not written. Nothing else
is read or written, and every run writes the same bytes.

Run it from the root of the repository:
    python3 Tests/References/sample/build_wikipedia.py
"""

import hashlib
import html
import json
import re
import sys
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Sequence, Tuple, TypeVar
from urllib.parse import quote

TABLES = Path(__file__).resolve().parent / "wikipedia"
ROOT = Path(__file__).resolve().parents[3]
OUTPUT = ROOT / "data" / "wikipedia" / "pages"

# The characters that MediaWiki leaves as they are in addresses of articles.
PLAIN_IN_ADDRESS = ";@$!*(),/~:"

# Sentences with places for one to four links.

BACKGROUND = (
    "Notes kept from the time of writing mention {}.",
    "A later preface looks back at {}.",
    "The early drafts drew on reading about {} and {}.",
    "Interviews and letters return to {}, {} and {}.",
    "Its manner owes something to {}, and its matter to {}.",
    "The debt to {} has often been remarked on.",
    "Biographers trace one chapter to {} and another to {}.",
    "Annotated editions carry entries for {}, {} and {}.",
    "An appendix gathers material on {}, {}, {} and {}.",
    "The surviving notebooks are full of {} and, towards the end, of {}.",
)

THEMES = (
    "Critics have read it beside {}, {} and {}.",
    "Much of the book turns on {} and {}.",
    "Questions raised by {} run through the middle chapters.",
    "Its treatment of {} has been set against that of {}.",
    "Essays on the book tend to start from {}.",
    "Where some readers see {}, others see {} or {}.",
    "The closing pages bring together {}, {} and {}.",
    "The opening leans on {}, as does the last chapter.",
    "A chapter in the middle sets {}, {}, {} and {} side by side.",
    "Teachers have used it to introduce {} and {}.",
)

RECEPTION = (
    "Early reviews brought up {}.",
    "Several reviewers made comparisons with {} and {}.",
    "One notice praised what it had to say of {}, and passed over {}.",
    "Later scholarship places it in the company of {}, {} and {}.",
    "Not every reader was persuaded by its picture of {}.",
    "A long essay weighed it against {}, {}, {} and {}.",
    "It appears in surveys of {} and of {}.",
    "The best known defence of the book rests on {}.",
    "Readers' letters asked about {}, {} and {}.",
    "In lists of recommended reading it stands close to {}.",
)

LEGACY = (
    "Later writers have acknowledged it when writing of {}.",
    "Its traces have been found in {} and {}.",
    "An anniversary edition added an essay on {}.",
    "An exhibition showed it together with {}, {} and {}.",
    "A radio series paired it with {}.",
    "Stage versions have stressed {} over {}.",
    "Reading groups often take it up after {} or {}.",
    "Discussions of {}, {} and {} still refer to it.",
    "It is cited in studies of {}, {}, {} and {}.",
    "Parodies of it have borrowed from {} as well.",
)

ITEMS = (
    "{}, to which a whole chapter is given",
    "{} and {}, usually discussed together",
    "{}, named in the first pages and again in the last",
    "{}, often singled out by reviewers",
    "{}, with {} as its counterpart",
    "{}, a constant point of reference",
)

SUMMARY_HEADINGS = ("Synopsis", "Summary", "Contents")
LEGACY_HEADINGS = ("Adaptations", "Legacy", "Influence")
FICTION = re.compile(r"(?<!non-)(?<!non)fiction|novel|fantasy|romance|thriller|horror|satire|epic"
                     r"|adventure|bildungsroman|fable|fairy|mystery|tragedy|comedy", re.I)

# What citations and navboxes link to, beside other books.

CITED = (
    ("The Times Literary Supplement", "news"), ("The New York Review of Books", "journal"),
    ("The Guardian", "news"), ("Publishers Weekly", "journal"), ("Kirkus Reviews", "journal"),
    ("Oxford University Press", "book"), ("Cambridge University Press", "book"),
    ("The Paris Review", "journal"), ("Encyclopædia Britannica", "web"), ("Routledge", "book"),
)
CITATION_TITLES = (
    "A reader's companion to {}", "{} reconsidered", "On re-reading {}", "Notes on {}",
    "{}: a critical guide", "The making of {}", "{} and its first readers",
)
SURNAMES = ("Aldous", "Benning", "Corrigan", "Dahl", "Eastham", "Farrow", "Gellner", "Hathaway",
            "Ilves", "Jardine", "Kessler", "Lorimer")
NAVBOX_TOPICS = ("Bookselling", "Literary criticism", "Book review", "Library", "Bestseller",
                 "Book cover", "Bookbinding", "Print run")

LANGUAGES = (
    ("de", "Deutsch", "German"), ("es", "Español", "Spanish"), ("fr", "Français", "French"),
    ("it", "Italiano", "Italian"), ("nl", "Nederlands", "Dutch"), ("pl", "Polski", "Polish"),
    ("pt", "Português", "Portuguese"), ("sv", "Svenska", "Swedish"),
)

# Titles such as `Magic realism` are written small within a sentence.
COMMON = re.compile(r".* (?:fiction|novel|realism|narrative|narrator|criticism|class|consciousness"
                    r"|speech|poetry|thriller|satire|story|science|philosophy|theory|manners"
                    r"|violence|labour|punishment|stratification|will|union|movement)$")
PROPER = re.compile(r"(?:\w+(?:ian|ean|ish|ese|ican|onic)|Creole|French|Greek|German|Dutch|Gothic"
                    r"|Welsh|Czech|Nazi|Western|Norse|Islamic|Jewish|Arabic|Regency)$")
ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|No|[A-Z])\.$")

Item = TypeVar("Item")


class Book(NamedTuple):
    title: str
    author: str
    genres: List[str]
    country: str
    language: str
    year: str
    publisher: str
    pages: str
    summary: str
    links: List[str]
    categories: List[str]

    def number(self, key: str) -> int:
        """A number that depends on the title and the key alone."""
        text = "{}\n{}".format(self.title, key)
        return int(hashlib.sha256(text.encode("utf-8")).hexdigest()[:12], 16)

    def one_in(self, count: int, key: str) -> bool:
        return self.number(key) % count == 0

    def pick(self, items: Sequence[Item], key: str) -> Item:
        return items[self.number(key) % len(items)]

    def shuffled(self, items: Sequence[Item], key: str) -> List[Item]:
        order = sorted(range(len(items)), key=lambda index: self.number(f"{key} {index}"))
        return [items[index] for index in order]

    def name(self) -> str:
        return shown(self.title)


# Tables

def unescape(field: str) -> str:
    r"""Turns \n, \t and \\ into the characters they stand for."""
    plain = {"n": "\n", "t": "\t", "\\": "\\"}
    return re.sub(r"\\(.)", lambda match: plain[match.group(1)], field)


def read_table(path: Path) -> Iterator[Dict[str, str]]:
    """The rows of a tab-separated table with a header."""
    lines = path.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        fields = line.split("\t")
        if len(fields) != len(header):
            sys.exit("{}:{}: {} fields, not {}".format(path, number, len(fields), len(header)))
        yield dict(zip(header, map(unescape, fields)))


def values(field: str) -> List[str]:
    """The values of a field, each once."""
    return [value for value in dict.fromkeys(map(str.strip, field.split("|"))) if value]


def book_of(row: Dict[str, str]) -> Book:
    links = list(dict.fromkeys(map(first_upper, values(row["links"]))))
    return Book(row["title"], row["author"], values(row["genre"]), row["country"],
                row["language"], row["year"], row["publisher"], row["pages"], row["summary"],
                [link for link in links if link != row["title"]], values(row["categories"]))


def read_books() -> List[Book]:
    books: Dict[str, Book] = {}
    for path in sorted(TABLES.glob("books-*.tsv")):
        for row in read_table(path):
            book = book_of(row)
            if book.title in books:
                sys.exit("{}: the book {} is listed twice".format(path, book.title))
            books[book.title] = book
    return [books[title] for title in sorted(books)]


# Words

def text(words: str) -> str:
    return html.escape(words, quote=False)


def attribute(words: str) -> str:
    return html.escape(words, quote=True).replace("&#x27;", "&#039;")


def address(title: str) -> str:
    """A title as MediaWiki writes it in addresses."""
    return quote(title.replace(" ", "_"), safe=PLAIN_IN_ADDRESS)


def first_upper(title: str) -> str:
    return title[:1].upper() + title[1:]


def shown(title: str) -> str:
    """A title without the part in brackets that tells it from others."""
    return re.sub(r" \([^()]*\)$", "", title)


def in_sentence(title: str) -> str:
    """A title as it stands within a sentence: `magic realism`, but `Jane Austen`."""
    first = title.split(" ")[0]
    small = title[1:] == title[1:].lower() and COMMON.match(title) and not PROPER.match(first)
    return title[:1].lower() + title[1:] if small else title


def is_name(value: str) -> bool:
    """Whether a value of the infobox can have one article."""
    several = re.search(r",|;|/|\(| and ", value)
    return bool(value) and not several and value.lower() not in ("anonymous", "unknown", "various")


def sentences(words: str) -> List[str]:
    found: List[str] = []
    for part in re.split(r"(?<=[.!?])\s+", words.strip()):
        if found and ABBREVIATION.search(found[-1]):
            found[-1] += " " + part
        elif part:
            found.append(part)
    return found


def script(value: object) -> str:
    """A value in a script, with what could end the script escaped."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&":
        written = written.replace(character, "\\u{:04X}".format(ord(character)))
    return written


def italic_title(title: str) -> str:
    name = shown(title)
    return "<i>{}</i>{}".format(text(name), text(title[len(name):]))


# Articles

class Article:
    """What the two forms have in common; the forms are the subclasses."""

    line_break = "<br />"
    external_rel = "nofollow"

    def __init__(self, book: Book, books: List[Book]) -> None:
        self.book = book
        self.titles = {other.title for other in books}
        others = [title for title in sorted(self.titles - {book.title}) if title not in book.links]
        self.other_titles = book.shuffled(others, "navbox")[:3]
        self.uses: List[int] = []
        self.section_count = 0
        self.heading_names: List[str] = []

    # What the forms decide

    def href(self, title: str) -> str:
        raise NotImplementedError

    def anchor(self, href: str, content: str, title: str, classes: str = "") -> str:
        raise NotImplementedError

    def red_href(self, title: str) -> str:
        raise NotImplementedError

    def heading(self, name: str) -> str:
        raise NotImplementedError

    def section(self, head: str, content: str) -> str:
        raise NotImplementedError

    def mark(self, number: int, identity: str) -> str:
        raise NotImplementedError

    def backlinks(self, identities: List[str]) -> str:
        raise NotImplementedError

    def infobox_table(self, caption: str, rows: str) -> str:
        raise NotImplementedError

    def infobox_row(self, label: str, value: str) -> str:
        raise NotImplementedError

    def cover(self, file: str) -> str:
        raise NotImplementedError

    def figure(self, file: str, caption: str) -> str:
        raise NotImplementedError

    def document(self) -> str:
        raise NotImplementedError

    # Links

    def link(self, title: str, words: str = "") -> str:
        content = text(words or shown(title))
        classes = ""
        href = self.href(title)
        key = "link " + title
        if title not in self.titles:
            digest = int(hashlib.sha256(title.encode("utf-8")).hexdigest()[:8], 16)
            classes = "mw-redirect" if digest % 11 == 0 else ""
            href += "#History" if self.book.one_in(17, key) else ""
        anchor = self.anchor(href, content, title, classes)
        return "<i>{}</i>".format(anchor) if title in self.titles else anchor

    def page_link(self, title: str, words: str, classes: str = "") -> str:
        """A link that is not the article's own."""
        return self.anchor(self.href(title), words, title, classes)

    def red_link(self, title: str, words: str) -> str:
        return self.anchor(self.red_href(title), text(words),
                           "{} (page does not exist)".format(title), "new")

    def external(self, url: str, words: str) -> str:
        return '<a rel="{}" class="external text" href="{}">{}</a>'.format(
            self.external_rel, attribute(url), words)

    def edit_link(self, heading: str, words: str) -> str:
        """The link beside a heading; protected pages have none."""
        if not self.book.one_in(7, "editable"):
            return ""
        return ('<span class="mw-editsection"><span class="mw-editsection-bracket">[</span><a '
                'href="/w/index.php?title={}&amp;action=edit&amp;section={}" title="Edit section: '
                '{}">{}</a><span class="mw-editsection-bracket">]</span></span>').format(
                    address(self.book.title), self.section_count, heading, words)

    # References

    def reference(self, key: str) -> str:
        """The mark of a new reference, or of the first one again."""
        most = 1 + self.book.number("references") % 3 // 2
        again = len(self.uses) >= most or bool(self.uses) and self.book.one_in(3, "again " + key)
        if again:
            self.uses[0] += 1
        else:
            self.uses.append(1)
        number = 1 if again else len(self.uses)
        return self.mark(number, self.mark_identity(number, self.uses[number - 1] - 1))

    def mark_identity(self, number: int, use: int) -> str:
        return "cite_ref-first_1-{}".format(use) if number == 1 else "cite_ref-{}".format(number)

    def note_identity(self, number: int) -> str:
        return "cite_note-first-1" if number == 1 else "cite_note-{}".format(number)

    def citation(self, number: int) -> str:
        """Links in citations are not the article's."""
        book, key = self.book, "citation {}".format(number)
        source, kind = book.pick(CITED, key)
        title = text(book.pick(CITATION_TITLES, key + " title").format(book.name()))
        surname = book.pick(SURNAMES, key + " surname")
        year = 1968 + book.number(key + " year") % 50
        printed = self.page_link(source, text(source))
        if kind == "book":
            tail = '{}. {}&#160;{}'.format(
                printed, self.page_link("ISBN (identifier)", "ISBN", "mw-redirect"),
                self.page_link("Special:BookSources/9780000000002", "<bdi>978-0-00-000000-2</bdi>"))
        else:
            tail = "<i>{}</i>. p.&#160;{}".format(printed, 1 + book.number(key + " page") % 90)
        url = "https://example.org/reading/{}".format(book.number(key + " url") % 10 ** 7)
        return '<cite class="citation {} cs1">{} ({}). {}. {}.</cite>'.format(
            kind, surname, year, self.external(url, "<i>{}</i>".format(title)), tail)

    def notes(self) -> str:
        items = ""
        for number, uses in enumerate(self.uses, start=1):
            items += self.note(number, [self.mark_identity(number, use) for use in range(uses)])
        return items

    def note(self, number: int, identities: List[str]) -> str:
        return '<li id="{}">{} <span class="reference-text">{}</span>\n</li>\n'.format(
            self.note_identity(number), self.backlinks(identities), self.citation(number))

    # Infobox

    def told(self, title: str) -> str:
        """The words for a link; those named like the book keep their brackets."""
        return title if shown(title) == self.book.name() else shown(title)

    def targets(self, value: str) -> List[str]:
        """The article's links that can stand for a value, the best first."""
        found = [link for link in self.book.links if shown(link).lower() == shown(value).lower()]
        return sorted(found, key=lambda link: link.lower() != value.lower())

    def infobox_link(self, value: str, key: str, plain_one_in: int) -> str:
        """A value of the infobox, linked where it can have an article."""
        targets = self.targets(value)
        if targets:
            return self.link(targets[0], shown(value))
        if not is_name(shown(value)) or self.book.one_in(plain_one_in, key + value):
            return text(shown(value))
        return self.link(first_upper(value), shown(value))

    def value_list(self, written: List[str], key: str) -> str:
        if len(written) < 2 or self.book.one_in(2, key):
            return self.line_break.join(written)
        items = "\n".join("<li>{}</li>".format(value) for value in written)
        return '<div class="plainlist">\n<ul>{}</ul>\n</div>'.format(items)

    def date_value(self) -> str:
        """The year, on some pages with the hidden date of the template."""
        year = text(self.book.year)
        if not year.isdigit() or self.book.one_in(2, "date"):
            return year
        return ('{0}<span style="display:none">&#160;(<span class="bday dtstart published '
                'updated">{0}</span>)</span>').format(year)

    def pages_value(self) -> str:
        pages = text(self.book.pages)
        if self.book.one_in(4, "pages reference"):
            return pages + self.reference("pages")
        return pages + ("&#160;pp" if pages.isdigit() and self.book.one_in(4, "pp") else "")

    def infobox_rows(self) -> Iterator[Tuple[str, str]]:
        book = self.book
        genre = "Genre"
        if book.one_in(2, "genre label"):
            genre = self.page_link("Literary genre", "Genre")
        language = "Language"
        if book.one_in(4, "language label"):
            language = self.page_link("Language", "Language")
        genres = [self.infobox_link(value, "genre", 8) for value in book.genres]
        yield "Author", self.infobox_link(book.author, "author", 12)
        yield "Country", self.infobox_link(book.country, "country", 2)
        yield language, text(book.language)
        yield genre, self.value_list(genres, "genres")
        yield "Publisher", self.infobox_link(book.publisher, "publisher", 4)
        yield book.pick(("Publication date", "Publication&#160;date"), "dated"), \
            self.date_value() if book.year else ""
        yield "Pages", self.pages_value() if book.pages else ""

    def infobox(self) -> str:
        rows = "".join(self.infobox_row(label, value) for label, value in self.infobox_rows()
                       if value)
        if self.book.one_in(3, "cover"):
            rows = self.cover(self.file("cover.jpg")) + rows
        return self.infobox_table(text(self.book.name()), rows)

    def file(self, what: str) -> str:
        return "File:{} {}".format(re.sub(r"[/:#|<>]", "-", self.book.name()), what)

    # Text

    def hatnote(self) -> str:
        book = self.book
        if not book.one_in(4, "hatnote"):
            return ""
        title = book.name()
        film = self.page_link(title + " (film)", "{} (film)".format(text(title)))
        other = self.page_link(title + " (disambiguation)",
                               "{} (disambiguation)".format(text(title)), "mw-disambig")
        words = "This article is about the book. For the film, see <i>{}</i>. For other uses, " \
                "see {}.".format(film, other)
        return '<div role="note" class="hatnote navigation-not-searchable">{}</div>\n'.format(words)

    def short_description(self) -> str:
        words = " ".join(filter(None, (self.book.year, "book by", self.book.author)))
        return ('<div class="shortdescription nomobile noexcerpt noprint searchaux" '
                'style="display:none">{}</div>\n').format(text(words))

    def maintenance(self) -> str:
        if not self.book.one_in(8, "maintenance"):
            return ""
        return ('<table class="box-More_citations_needed plainlinks metadata ambox ambox-content" '
                'role="presentation"><tbody><tr><td class="mbox-text"><div class="mbox-text-span">'
                'This article <b>needs additional {} for {}</b>. <small>({})</small></div></td>'
                '</tr></tbody></table>\n').format(
                    self.page_link("Citation", "citations"),
                    self.page_link("Wikipedia:Verifiability", "verification"),
                    self.page_link("Help:Maintenance template removal", "Learn how and when"))

    def mention(self, value: str, used: List[str]) -> str:
        """A value in the lead, linked if the table has the link."""
        for link in self.targets(value):
            if link not in used:
                used.append(link)
                return self.link(link, in_sentence(shown(value)))
        return text(in_sentence(shown(value)))

    def published(self, used: List[str]) -> str:
        words = "first published"
        if self.book.year:
            words += " in the " if "century" in self.book.year else " in "
            words += text(self.book.year)
        if self.book.publisher:
            words += " by " + self.mention(self.book.publisher, used)
        return words

    def lead(self, used: List[str]) -> str:
        """The first paragraph; adds the links it has to `used`."""
        book = self.book
        title = "<i><b>{}</b></i>".format(text(book.name()))
        author = self.mention(book.author, used)
        published = self.published(used)
        genres = " and ".join(self.mention(genre, used) for genre in book.genres[:2])
        opening = book.pick(("{0} is a book by {1}, {2}.", "{0}, by {1}, is a book {2}.",
                             "{0} is a book {2} and written by {1}."), "opening")
        classed = book.pick(("It is usually shelved under {}.", "Libraries list it under {}.",
                             "Its genre is given as {}."), "classed")
        words = opening.format(title, author, published) + self.reference("lead")
        if genres:
            words += " " + classed.format(genres)
        return " ".join([words] + [text(part) for part in sentences(book.summary)[:1]])

    def linking(self, patterns: Sequence[str], links: List[str], key: str) -> List[str]:
        """Sentences that hold the links, in order."""
        found: List[str] = []
        order = self.book.shuffled(patterns, key)
        links = list(links)
        while links:
            for pattern in order:
                places = pattern.count("{}")
                if 0 < places <= len(links):
                    words = [in_sentence(self.told(link)) for link in links[:places]]
                    if pattern.startswith("{}"):
                        words[0] = first_upper(words[0])
                    found.append(pattern.format(*map(self.link, links, words)))
                    del links[:places]
        return found

    def paragraphs(self, parts: List[str], key: str) -> str:
        """Sentences as paragraphs of two to four, some with a reference."""
        written = ""
        index = 0
        while index < len(parts):
            length = 2 + self.book.number(f"{key} {index}") % 3
            words: List[str] = []
            for offset, part in enumerate(parts[index:index + length]):
                cited = self.book.one_in(20, f"{key} cited {index + offset}")
                words.append(part + (self.reference(f"{key} {index + offset}") if cited else ""))
            written += self.paragraph(" ".join(words))
            index += length
        return written

    def paragraph(self, words: str) -> str:
        return "<p>{}\n</p>".format(words)

    def unordered(self, items: List[str]) -> str:
        return "<ul>" + "\n".join("<li>{}</li>".format(item) for item in items) + "</ul>\n"

    # Sentences whose links are not the article's

    def red_sentence(self) -> List[str]:
        if not self.book.one_in(3, "red"):
            return []
        surname = self.book.pick(SURNAMES, "red name")
        title = "{} ({} translation)".format(self.book.name(), surname)
        return ["An early translation is {}.".format(self.red_link(title, "that of " + surname))]

    def file_sentence(self) -> List[str]:
        if not self.book.one_in(3, "file"):
            return []
        return ["The first page is to be had as a reading ({}, {}).".format(
            self.page_link(self.file("(first page).ogg"), "listen"),
            self.page_link("Help:Media", "help"))]

    def self_sentence(self, heading: str) -> List[str]:
        if not self.book.one_in(3, "self"):
            return []
        href = "{}#{}".format(self.href(self.book.title), heading)
        return ["The {} has been put into many short forms.".format(
            self.anchor(href, heading.lower(), self.book.title))]

    def sister_sentence(self) -> List[str]:
        if not self.book.one_in(4, "sister"):
            return []
        link = '<a href="https://en.wikiquote.org/wiki/{}" class="extiw" title="q:{}">Passages</a>'
        return [link.format(address(self.book.title), attribute(self.book.title))
                + " of it are often quoted."]

    # Sections

    def titled(self, name: str, content: str) -> str:
        self.section_count += 1
        self.heading_names.append(name)
        return self.section(self.heading(name), content)

    def dealt(self, links: List[str]) -> List[List[str]]:
        """The links in runs for background, themes, reception and legacy."""
        order = self.book.shuffled(links, "deal")
        cuts = [len(order) * part // 4 for part in range(5)]
        return [order[start:end] for start, end in zip(cuts, cuts[1:])]

    def themes(self, links: List[str]) -> str:
        """Sentences, on some pages followed by a list."""
        if len(links) < 4 or self.book.one_in(2, "items"):
            return self.paragraphs(self.linking(THEMES, links, "themes"), "themes")
        half = len(links) // 2
        head = self.paragraphs(self.linking(THEMES, links[:half], "themes"), "themes")
        return head + self.unordered(self.linking(ITEMS, links[half:], "items"))

    def sections(self, links: List[str]) -> str:
        book = self.book
        kept = min(3, len(links) // 6)
        see_also = book.shuffled(links, "see also")[:kept]
        background, themes, reception, legacy = self.dealt(
            [link for link in links if link not in see_also])
        fiction = any(FICTION.search(genre) for genre in book.genres)
        summary = "Plot" if fiction else book.pick(SUMMARY_HEADINGS, "summary")
        plot = [text(part) for part in sentences(book.summary)[1:]] or \
            ["The book is told in order and in parts of unequal length."]
        first = [self.paragraphs(plot + self.self_sentence(summary), "plot"),
                 self.paragraphs(self.linking(BACKGROUND, background, "background")
                                 + self.file_sentence(), "background")]
        named = list(zip((summary, "Background"), first))
        if book.one_in(2, "background first"):
            named.reverse()
        written = "".join(self.titled(name, content) for name, content in named if content)
        if themes:
            written += self.titled("Themes", self.themes(themes))
        parts = self.linking(RECEPTION, reception, "reception") + self.red_sentence()
        if parts:
            content = self.picture() + self.paragraphs(parts, "reception")
            written += self.titled("Reception", content)
        parts = self.linking(LEGACY, legacy, "legacy") + self.sister_sentence()
        if parts:
            written += self.titled(book.pick(LEGACY_HEADINGS, "legacy"),
                                   self.paragraphs(parts, "legacy"))
        if see_also:
            items = [self.link(link, self.told(link)) for link in see_also]
            written += self.titled("See also", self.unordered(items))
        external = book.one_in(4, "external")
        end = self.navbox()
        written += self.titled("References", self.reference_list() + ("" if external else end))
        if external:
            written += self.titled("External links", self.external_list() + end)
        return written

    def picture(self) -> str:
        if not self.book.one_in(6, "picture"):
            return ""
        return self.figure(self.file("title page.jpg"), "Title page of an early edition")

    def reference_list(self) -> str:
        return ('<div class="reflist">\n<div class="mw-references-wrap"><ol class="references">\n'
                '{}</ol></div></div>\n').format(self.notes())

    def external_list(self) -> str:
        search = "https://openlibrary.org/search?q=" + quote(self.book.name())
        return self.unordered([self.external(search, italic_title(self.book.name()))
                               + " at the Open Library"])

    def navbox(self) -> str:
        """Other books and topics; the page itself stands there without an address."""
        if self.book.one_in(3, "no navbox"):
            return ""
        own = '<a class="mw-selflink selflink">{}</a>'.format(text(self.book.name()))
        books = ["<i>{}</i>".format(own)]
        books += ["<i>{}</i>".format(self.page_link(title, text(shown(title))))
                  for title in self.other_titles]
        topics = [topic for topic in self.book.shuffled(NAVBOX_TOPICS, "topics")
                  if topic not in self.book.links]
        items = books + [self.page_link(topic, text(topic)) for topic in topics[:1]]
        view = self.page_link("Template:Books and reading", "v")
        return ('<div role="navigation" class="navbox" aria-labelledby="Books_and_reading"><table '
                'class="nowraplinks hlist mw-collapsible autocollapse navbox-inner"><tbody><tr><th '
                'scope="col" class="navbox-title" colspan="2"><div class="navbar plainlinks hlist '
                'navbar-mini"><ul><li class="nv-view">{}</li></ul></div><div id='
                '"Books_and_reading">{} and reading</div></th></tr><tr><th scope="row" class='
                '"navbox-group">Titles</th><td class="navbox-list-with-group navbox-list '
                'navbox-odd">\n{}</td></tr></tbody></table></div>\n').format(
                    view, self.page_link("Book", "Books"), self.unordered(items))

    # Around the article

    def settings(self, yes: str, no: str, categories: List[str]) -> str:
        title = self.book.title
        revision = 10 ** 9 + self.book.number("revision") % (3 * 10 ** 8)
        number = 10 ** 5 + self.book.number("article") % (7 * 10 ** 7)
        return ('RLCONF={{"wgBreakFrames":{no},"wgNamespaceNumber":0,"wgPageName":{name},'
                '"wgTitle":{title},"wgRevisionId":{revision},'
                '"wgArticleId":{article},"wgIsArticle":{yes},"wgIsRedirect":{no},'
                '"wgUserName":null,"wgCategories":{categories},"wgPageContentLanguage":"en"}};'
                ).format(
                    yes=yes, no=no, name=script(title.replace(" ", "_")), title=script(title),
                    revision=revision, article=number,
                    categories=script(categories))

    def hidden_categories(self) -> List[str]:
        hidden = ["Articles with short description", "Use dmy dates from May 2019"]
        return hidden[:self.book.number("hidden") % 3]

    def category_list(self, names: List[str]) -> str:
        items = ("<li>{}</li>".format(
            '<a href="/wiki/Category:{}" title="{}">{}</a>'.format(
                address(name), attribute("Category:" + name), text(name))) for name in names)
        return "<ul>{}</ul>".format("".join(items))

    def category_links(self) -> str:
        hidden = self.hidden_categories()
        if hidden:
            hidden = ['<div id="mw-hidden-catlinks" class="mw-hidden-catlinks '
                      'mw-hidden-cats-hidden">Hidden categories: {}</div>'.format(
                          self.category_list(hidden))]
        return ('<div id="catlinks" class="catlinks" data-mw="interface">'
                '<div id="mw-normal-catlinks" class="mw-normal-catlinks">'
                '<a href="/wiki/Help:Category" title="Help:Category">Categories</a>: {}</div>'
                '{}</div>\n').format(self.category_list(self.book.categories), "".join(hidden))

    def languages(self) -> str:
        count = self.book.number("languages") % 3
        chosen = sorted(self.book.shuffled(LANGUAGES, "languages")[:count])
        name = self.book.name()
        item = ('<li class="interlanguage-link interwiki-{0} mw-list-item"><a href="https://{0}.'
                'wikipedia.org/wiki/{1}" title="{2} – {4}" hreflang="{0}" lang="{0}" class='
                '"interlanguage-link-target"><span>{3}</span></a></li>')
        return "".join(item.format(code, address(name), attribute(name), own, english)
                       for code, own, english in chosen)

    def retrieved(self) -> str:
        url = "https://en.wikipedia.org/wiki/" + address(self.book.title)
        return ('<div class="printfooter" data-nosnippet="">Retrieved from "<a dir="ltr" '
                'href="{0}">{0}</a>"</div></div>\n').format(url)

    def footer(self, edited: str) -> str:
        return ('<footer id="footer" class="mw-footer">\n<ul id="footer-info">\n'
                '<li id="footer-info-lastmod"> This page was last edited on {}'
                '<span class="anonymous-show">&#160;(UTC)</span>.</li>\n'
                '<li id="footer-info-copyright">Text is available under the <a rel="license" '
                'href="https://creativecommons.org/licenses/by-sa/4.0/">Creative Commons '
                'Attribution-ShareAlike License</a>.</li>\n</ul>\n</footer>\n'
                ).format(edited)

    def head(self, html_class: str, settings: str, generator: str) -> str:
        title = self.book.title
        return ('<!DOCTYPE html>\n<html class="{}" lang="en" dir="ltr">\n<head>\n'
                '<meta charset="UTF-8">\n<title>{} - Wikipedia</title>\n<script>{}</script>\n'
                '<meta name="generator" content="{}">\n'
                '<link rel="canonical" href="https://en.wikipedia.org/wiki/{}">\n'
                '</head>\n').format(html_class, text(title), settings, generator, address(title))

    def body_class(self, skin: str) -> str:
        name = attribute(re.sub(r"[\s\"'<>&/]", "_", self.book.title))
        return ("skin-vector mediawiki ltr sitedir-ltr mw-hide-empty-elt ns-0 ns-subject page-{0} "
                "rootpage-{0} {1} action-view").format(name, skin)


class ParsoidArticle(Article):
    """The form since July 2026: Vector 2022 around a body by Parsoid."""

    line_break = "<br>"
    external_rel = "mw:ExtLink nofollow"
    styles = ('<style data-mw-deduplicate="TemplateStyles:r1236090951">.mw-parser-output .hatnote{'
              'font-style:italic}</style>')

    def href(self, title: str) -> str:
        return "//en.wikipedia.org/wiki/" + address(title)

    def anchor(self, href: str, content: str, title: str, classes: str = "") -> str:
        written = ' class="{}"'.format(classes) if classes else ""
        return '<a rel="mw:WikiLink" href="{}" title="{}"{}>{}</a>'.format(
            href, attribute(title), written, content)

    def red_href(self, title: str) -> str:
        return self.href(title) + "?action=edit&amp;redlink=1"

    def heading(self, name: str) -> str:
        return '<div class="mw-heading mw-heading2"><h2 id="{}">{}</h2>{}</div>\n'.format(
            name.replace(" ", "_"), name, self.edit_link(name, "<span>edit</span>"))

    def section(self, head: str, content: str) -> str:
        return '<section data-mw-section-id="{}">{}{}</section>\n'.format(
            self.section_count, head, content)

    def paragraph(self, words: str) -> str:
        return "<p>{}</p>\n".format(words)

    def mark(self, number: int, identity: str) -> str:
        return ('<sup class="mw-ref reference" id="{}" rel="dc:references" typeof='
                '"mw:Extension/ref"><a href="#{}"><span class="mw-reflink-text"><span class='
                '"cite-bracket">[</span>{}<span class="cite-bracket">]</span></span></a></sup>'
                ).format(identity, self.note_identity(number), number)

    def backlinks(self, identities: List[str]) -> str:
        anchor = '<a href="#{}" rel="mw:referencedBy"><span class="mw-linkback-text">{} </span></a>'
        labels = ["↑"] if len(identities) == 1 else [str(n + 1) for n in range(len(identities))]
        return '<span class="mw-cite-backlink">{}</span>'.format(
            "".join(anchor.format(*pair) for pair in zip(identities, labels)))

    def note(self, number: int, identities: List[str]) -> str:
        identity = self.note_identity(number)
        return ('<li about="#{0}" id="{0}" data-mw-footnote-number="{1}">{2} <span class='
                '"mw-reference-text reference-text">{3}</span></li>\n'
                ).format(identity, number, self.backlinks(identities), self.citation(number))

    def reference_list(self) -> str:
        return ('<div class="mw-references-wrap" typeof="mw:Extension/references">'
                '<ol class="mw-references references">\n{}</ol></div>\n').format(self.notes())

    def infobox_table(self, caption: str, rows: str) -> str:
        return ('<table class="infobox ib-book vcard" typeof="mw:Transclusion">'
                '<caption class="infobox-title" style="font-style:italic">{}</caption><tbody>{}'
                '</tbody></table>\n').format(caption, rows)

    def cover(self, file: str) -> str:
        return ('<tr><td colspan="2" class="infobox-image"><span typeof="mw:File/Frameless"><a '
                'href="{}" class="mw-file-description"><img alt="Cover" src="//upload.wikimedia.org'
                '/cover.jpg" width="220" height="339" class="mw-file-element"></a></span></td></tr>'
                ).format(self.href(file))

    def infobox_row(self, label: str, value: str) -> str:
        return ('<tr><th scope="row" class="infobox-label">{}</th><td class="infobox-data">{}'
                '</td></tr>').format(label, value)

    def figure(self, file: str, caption: str) -> str:
        return ('<figure class="mw-default-size" typeof="mw:File/Thumb"><a href="{}" class='
                '"mw-file-description"><img src="//upload.wikimedia.org/page.jpg" width="180" '
                'height="270" class="mw-file-element"></a><figcaption>{}</figcaption></figure>\n'
                ).format(self.href(file), caption)

    def content(self) -> str:
        used: List[str] = []
        start = self.short_description() + self.styles + self.hatnote() + self.maintenance()
        lead = self.infobox() + self.paragraph(self.lead(used))
        rest = [link for link in self.book.links if link not in used]
        return ('<div class="mw-content-ltr mw-parser-output" lang="en" dir="ltr">'
                '<section data-mw-section-id="0">{}{}</section>\n{}</div>\n').format(
                    start, lead, self.sections(rest))

    def document(self) -> str:
        categories = self.hidden_categories() + self.book.categories
        settings = self.settings("true", "false", categories)
        return (self.head("client-js", settings, "MediaWiki 1.47.0-wmf.12")
                + '<body class="{}"><div class="mw-page-container">\n'.format(
                      self.body_class("skin-vector-2022"))
                + '<main id="content" class="mw-body">\n<header class="mw-body-header '
                  'vector-page-titlebar">\n<h1 id="firstHeading" class="firstHeading '
                  'mw-first-heading">{}</h1>\n<div id="p-lang-btn" class="vector-dropdown '
                  'mw-portlet mw-portlet-lang"><ul class="vector-menu-content-list">{}</ul></div>\n'
                  '</header>\n'.format(italic_title(self.book.title), self.languages())
                + '<div id="bodyContent" class="vector-body" aria-labelledby="firstHeading">\n'
                  '<div id="siteSub" class="noprint">From Wikipedia, the free encyclopedia</div>\n'
                  '<div id="mw-content-text" class="mw-body-content">'
                + self.content() + self.retrieved() + self.category_links()
                + "</div>\n</main>\n" + self.footer("14 October 2026, at 09:12")
                + "</div>\n</body>\n</html>\n")


class LegacyArticle(Article):
    """The form of older saves: legacy Vector around a body by the legacy parser."""

    styles = ('<style data-mw-deduplicate="TemplateStyles:r886047488">.mw-parser-output '
              '.reflist{font-size:90%;list-style-type:decimal}</style>')

    def href(self, title: str) -> str:
        """Some browsers write whole addresses when they save."""
        site = "https://en.wikipedia.org" if self.book.one_in(3, "absolute") else ""
        return "{}/wiki/{}".format(site, address(title))

    def anchor(self, href: str, content: str, title: str, classes: str = "") -> str:
        written = ' class="{}"'.format(classes) if classes else ""
        return '<a href="{}"{} title="{}">{}</a>'.format(
            href, written, attribute(title), content)

    def red_href(self, title: str) -> str:
        return "/w/index.php?title={}&amp;action=edit&amp;redlink=1".format(address(title))

    def heading(self, name: str) -> str:
        return '<h2><span class="mw-headline" id="{}">{}</span>{}</h2>\n'.format(
            name.replace(" ", "_"), name, self.edit_link(name, "edit"))

    def section(self, head: str, content: str) -> str:
        return head + content + "\n"

    def mark(self, number: int, identity: str) -> str:
        return '<sup id="{}" class="reference"><a href="#{}">&#91;{}&#93;</a></sup>'.format(
            identity, self.note_identity(number), number)

    def backlinks(self, identities: List[str]) -> str:
        if len(identities) == 1:
            return '<span class="mw-cite-backlink"><b><a href="#{}">^</a></b></span>'.format(
                identities[0])
        anchors = ('<a href="#{}"><sup><i><b>{}</b></i></sup></a>'.format(identity, chr(97 + index))
                   for index, identity in enumerate(identities))
        return '<span class="mw-cite-backlink">^ {}</span>'.format(" ".join(anchors))

    def infobox_table(self, caption: str, rows: str) -> str:
        return ('<table class="infobox vcard" style="width:22em"><caption style="font-style:'
                'italic;padding-bottom:0.2em;">{}</caption><tbody>{}</tbody></table>\n').format(
                    caption, rows)

    def cover(self, file: str) -> str:
        return ('<tr><td colspan="2" style="text-align:center"><a href="{}" class="image"><img '
                'alt="Cover" src="//upload.wikimedia.org/cover.jpg" decoding="async" width="220" '
                'height="339" /></a></td></tr>').format(self.href(file))

    def infobox_row(self, label: str, value: str) -> str:
        return '<tr><th scope="row">{}</th><td>{}</td></tr>'.format(label, value)

    def figure(self, file: str, caption: str) -> str:
        href = self.href(file)
        return ('<div class="thumb tright"><div class="thumbinner" style="width:182px;"><a href='
                '"{0}" class="image"><img alt="" src="//upload.wikimedia.org/page.jpg" width="180" '
                'height="270" class="thumbimage" /></a> <div class="thumbcaption"><div class='
                '"magnify"><a href="{0}" class="internal" title="Enlarge"></a></div>{1}</div></div>'
                '</div>\n').format(href, caption)

    def contents(self) -> str:
        if not self.book.one_in(3, "contents"):
            return ""
        items = "\n".join(
            '<li class="toclevel-1 tocsection-{0}"><a href="#{1}"><span class="tocnumber">{0}'
            '</span> <span class="toctext">{2}</span></a></li>'.format(
                number, name.replace(" ", "_"), name)
            for number, name in enumerate(self.heading_names, start=1))
        return ('<div id="toc" class="toc" role="navigation" aria-labelledby="mw-toc-heading">'
                '<div class="toctitle" lang="en" dir="ltr"><h2 id="mw-toc-heading">Contents</h2>'
                '</div>\n<ul>\n{}\n</ul>\n</div>\n\n').format(items)

    def content(self) -> str:
        used: List[str] = []
        start = (self.short_description() + '<p class="mw-empty-elt">\n</p>\n' + self.hatnote()
                 + self.maintenance() + self.styles)
        lead = self.infobox() + self.paragraph(self.lead(used)) + "\n"
        sections = self.sections([link for link in self.book.links if link not in used])
        return '<div class="mw-parser-output">{}{}{}{}</div>\n'.format(
            start, lead, self.contents(), sections)

    def document(self) -> str:
        categories = self.hidden_categories() + self.book.categories
        return (self.head("client-nojs", self.settings("!0", "!1", categories),
                          "MediaWiki 1.36.0-wmf.9")
                + '<body class="{}"><div id="mw-page-base" class="noprint"></div>\n'.format(
                      self.body_class("skin-vector-legacy"))
                + '<div id="content" class="mw-body" role="main">\n<a id="top"></a>\n'
                  '<h1 id="firstHeading" class="firstHeading" lang="en">{}</h1>\n'.format(
                      italic_title(self.book.title))
                + '<div id="bodyContent" class="mw-body-content">\n<div id="siteSub" class='
                  '"noprint">From Wikipedia, the free encyclopedia</div>\n'
                  '<div id="mw-content-text" lang="en" dir="ltr" class="mw-content-ltr">'
                + self.content() + self.retrieved() + self.category_links()
                + '</div>\n</div>\n<div id="mw-navigation">\n<h2>Navigation menu</h2>\n'
                  '<nav id="p-lang" class="vector-menu vector-menu-portal portal" '
                  'aria-labelledby="p-lang-label" role="navigation"><h3 id="p-lang-label">'
                  '<span>Languages</span></h3><div class="body vector-menu-content">'
                  '<ul class="vector-menu-content-list">' + self.languages()
                + "</ul></div></nav>\n</div>\n" + self.footer("20 September 2020, at 16:34")
                + "</body></html>\n")


def article(book: Book, books: List[Book]) -> Article:
    return LegacyArticle(book, books) if book.one_in(3, "form") else ParsoidArticle(book, books)


def file_name(title: str) -> str:
    return title.replace(" ", "_").replace("/", "%2F") + ".html"


def main() -> None:
    books = read_books()
    if not books:
        sys.exit("no books in {}".format(TABLES))
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for book in books:
        path = OUTPUT / file_name(book.title)
        path.write_bytes(article(book, books).document().encode("utf-8"))
    print("{} pages".format(len(books)))


if __name__ == "__main__":
    main()
