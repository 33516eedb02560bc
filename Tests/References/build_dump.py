#!/usr/bin/env python3
"""Builds a MediaWiki dump (export-0.11) out of books as the reader of 2018 left them.

    build_dump.py books.ndjson dump.xml.bz2 [--multistream] [--padding MEGABYTES] [--copies N]

Every book becomes an article whose wikitext that reader would read as the very line of books.ndjson;
redirects, talk, templates and articles that are no books are mixed in. Books whose title begins with
`Wikipedia:` are in that namespace. Prints a JSON array of the [title, parameter] pairs that wikitext
cannot give back. Python's standard library is all it needs.
"""

import argparse
import bz2
import json
import random
import re

SPECIAL = '&<>"\n'

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.mediawiki.org/xml/export-0.11/ \
http://www.mediawiki.org/xml/export-0.11.xsd" version="0.11" xml:lang="en">
  <siteinfo>
    <sitename>Wikipedia</sitename>
    <dbname>enwiki</dbname>
    <base>https://en.wikipedia.org/wiki/Main_Page</base>
    <generator>MediaWiki 1.46.0-wmf.3</generator>
    <case>first-letter</case>
    <namespaces>
{namespaces}
    </namespaces>
  </siteinfo>
"""
NAMESPACES = {
    -2: "Media", -1: "Special", 0: "", 1: "Talk", 2: "User", 3: "User talk", 4: "Wikipedia",
    5: "Wikipedia talk", 6: "File", 7: "File talk", 8: "MediaWiki", 10: "Template", 12: "Help",
    14: "Category", 100: "Portal", 118: "Draft", 828: "Module",
}


def joined(text):
    """What the reader of 2018 made of a text: its SAX pieces joined with blanks."""
    return " ".join(re.findall(r'[&<>"\n]|[^&<>"\n]+', text))


def unjoined(text):
    """The shortest text that ``joined`` makes into this one; templates stand for empty pieces."""
    pieces = re.split(r'([&<>"\n])', text)
    result = []
    for index, piece in enumerate(pieces):
        if index % 2:
            result.append(piece)
            continue
        if index > 0:
            piece = piece[1:] if piece.startswith(" ") else piece
        elif not piece:
            continue
        if index < len(pieces) - 1:
            if piece.endswith(" "):
                piece = piece[:-1]
            elif index > 0 and piece == "":
                continue
        if index not in (0, len(pieces) - 1) and piece == "":
            piece = "{{cite book|title=Notes}}"
        result.append(piece)
    return "".join(result)


def without_templates(text):
    return re.sub(r"\{\{cite book\|title=Notes\}\}", "", text)


def parameter(key, value, links, externals):
    """The wikitext of a parameter, or None if there is none that the reader would read so."""
    if "|" in value or "{{" in value or "''" in value or "[[" in value:
        return None
    addresses = re.findall(r"(?:https?|ftp)://[^\s\[\]<>\"|{}]+", value)
    for address in addresses:
        if not externals or externals[0] != address:
            return None
        externals.pop(0)
    raw = unjoined(value)
    if without_templates(joined(raw)).strip() != value:
        return None
    if links and links[0] == value and raw and not set(raw) & set("[]\n"):
        links.pop(0)
        raw = f"[[{raw}]]"
    return f"| {raw}" if key.isdigit() and "=" not in raw else f"| {unjoined(key)} = {raw}"


def article(book, skipped):
    links = list(book["wikilinks"])
    externals = list(book["external_links"])
    rows = []
    for key, value in book["infobox"].items():
        row = parameter(key, value, links, externals)
        if row is None:
            skipped.append([book["title"], key])
        else:
            rows.append(row)
    text = ["{{Use dmy dates|date=May 2020}}", "{{Infobox book", *rows, "}}"]
    text.append("'''%s''' is a book.<ref>{{cite book|title=Notes}}</ref>" % unjoined(book["title"]))
    # Categories stand at the end of a page, but for those that the list has elsewhere.
    body = len(links)
    while body and links[body - 1].startswith("Category:"):
        body -= 1
    for number, link in enumerate(links[:body]):
        raw = unjoined(link)
        if re.match("(File|Image):", link):
            text.append(f"[[{raw}|thumb|A picture of it]]")
        elif number % 3 == 0 and not link.startswith("Category:"):
            text.append(f"It tells of [[{raw}|this ''thing'']]s{{{{sfn|Doe|2001}}}}.")
        elif link.startswith("Category:"):
            text.append(f"[[{raw}]]")
        else:
            text.append(f"It also tells of [[{raw}]].")
        if number % 7 == 6:
            text.append("" if number % 2 else "\n== Part %d ==" % number)
    text.append("\n== External links ==")
    text += [f"* [{unjoined(link)} here]" for link in externals]
    return "\n".join(text + [f"[[{unjoined(link)}]]" for link in links[body:]])


def escaped(text):
    return (text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            .replace('"', "&quot;"))


def page(number, title, namespace, text, redirect=None, timestamp="2026-10-01T00:00:00Z"):
    lead = f'    <redirect title="{escaped(redirect)}" />\n' if redirect else ""
    return f"""  <page>
    <title>{escaped(title)}</title>
    <ns>{namespace}</ns>
    <id>{number}</id>
{lead}    <revision>
      <id>{900000000 + number}</id>
      <parentid>{800000000 + number}</parentid>
      <timestamp>{timestamp}</timestamp>
      <contributor>
        <username>Somebody</username>
        <id>{number * 7}</id>
      </contributor>
      <comment>a &lt;comment&gt;</comment>
      <origin>{900000000 + number}</origin>
      <model>wikitext</model>
      <format>text/x-wiki</format>
      <text bytes="{len(text.encode())}" sha1="x" xml:space="preserve">{escaped(text)}</text>
      <sha1>x</sha1>
    </revision>
  </page>
"""


def companions(number, title):
    """Pages that are no books."""
    name = unjoined(title)
    return [
        (f"{name} (redirect)", 0, f"#REDIRECT [[{name}]]", name),
        (f"Talk:{name}", 1, "{{WikiProject Books|class=start}} A [[talk]] about it.", None),
        (f"Town {number}", 0, "{{Infobox settlement|name=Town}} A [[town]] of [[Utopia]].", None),
        (f"Template:Box {number}", 10, "{{#if:1|See Infobox book}} [[Help:Infobox]]", None),
    ]


def prose(generator, words, size):
    return " ".join(generator.choice(words) for _ in range(size // 7))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("books")
    parser.add_argument("output")
    parser.add_argument("--multistream", action="store_true")
    parser.add_argument("--padding", type=int, default=0)
    parser.add_argument("--copies", type=int, default=1)
    options = parser.parse_args()
    generator = random.Random(1)
    words = ["".join(generator.choice("aeioulmnrst") for _ in range(6)) for _ in range(5000)]
    skipped = []
    names = "\n".join(
        f'      <namespace key="{key}" case="first-letter"' + (f">{name}</namespace>" if name else " />")
        for key, name in NAMESPACES.items())
    parts = [HEAD.format(namespaces=names)]
    number = 0
    with open(options.books, encoding="utf-8") as lines, open(options.output, "wb") as output:
        compressor = bz2.BZ2Compressor()

        def write(text, ends=False):
            nonlocal compressor
            output.write(compressor.compress(text.encode()))
            if ends and (options.multistream or not text):
                output.write(compressor.flush())
                compressor = bz2.BZ2Compressor()

        write(parts[0], ends=True)
        for index, line in enumerate(lines):
            book = json.loads(line)
            text = article(book, skipped)
            title = unjoined(book["title"])
            for copy in range(options.copies):
                number += 1
                name = title if copy == 0 else f"{title} ({copy})"
                own = 4 if name.startswith("Wikipedia:") else 0
                extra = "\n" + prose(generator, words, 8000) if options.copies > 1 else ""
                write(page(number, name, own, text + extra, timestamp=book["modified"]))
            for name, space, companion, redirect in companions(index, book["title"]):
                number += 1
                write(page(number, name, space, companion, redirect), ends=index % 50 == 49)
        if options.padding:
            # One stream, compressed once: bytes to read cost nothing to make.
            write("", ends=True)
            filler = page(0, "Talk:Filler", 1, prose(generator, words, 1 << 20))
            output.write(bz2.compress(filler.encode()) * options.padding)
        write("</mediawiki>\n")
        output.write(compressor.flush())
    print(json.dumps(skipped))


if __name__ == "__main__":
    main()
