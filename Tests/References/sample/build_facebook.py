#!/usr/bin/env python3
"""Writes the sample pages as Facebook "Download your information" exports.

Reads the tables beside this script,
    facebook/pages-*.tsv   page, name, interest
    facebook/posts-*.tsv   page, published, kind, text, link, link_title
and writes for each page, newest post first,
    data/facebook/pages/PAGE/your_facebook_activity/posts/
        your_posts__check_ins__photos_and_videos_1.html
in the markup of the HTML exports of 2024 to 2026. Two forms are in use, and
the pages, sorted by slug, take them in turn: the first page has each post in
a `div`, the second in a `section` inside `main`, and so on.

The column link_title is not written, because exports name only the address of
a link. The photos are named but not written. Nothing else is read or written,
and every run writes the same bytes.

Run it from the root of the repository:
    python3 Tests/References/sample/build_facebook.py
"""

import hashlib
import html
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple

TABLES = Path(__file__).resolve().parent / "facebook"
ROOT = Path(__file__).resolve().parents[3]
OUTPUT = ROOT / "data" / "facebook" / "pages"
FILE = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.html"
MEDIA = "your_facebook_activity/posts/media"

TITLE = "Your posts, check-ins, photos and videos"
SUBTITLE = "Your posts and the photos and videos you shared"
GENERATED = datetime(2026, 11, 1, 9, 12)

MONTHS = ("January February March April May June July August September October November "
          "December").split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

HEADLINES = {
    "text": "updated their status.",
    "link": "shared a link.",
    "photo": "added a new photo.",
    "share": "shared a post.",
}


class Page(NamedTuple):
    slug: str
    name: str


class Post(NamedTuple):
    page: str
    published: datetime
    kind: str
    text: str
    link: str

    def digest(self) -> str:
        """A number for the parts that Facebook numbers, the same on every run."""
        key = "{} {}".format(self.page, self.published.isoformat())
        return hashlib.sha256(key.encode("utf-8")).hexdigest()


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


def read_pages() -> List[Page]:
    pages: Dict[str, Page] = {}
    for path in sorted(TABLES.glob("pages-*.tsv")):
        for row in read_table(path):
            if row["page"] in pages:
                sys.exit("{}: the page {} is listed twice".format(path, row["page"]))
            pages[row["page"]] = Page(row["page"], row["name"])
    return [pages[slug] for slug in sorted(pages)]


def read_posts() -> Dict[str, List[Post]]:
    """The posts of each page, newest first."""
    posts: Dict[str, List[Post]] = {}
    for path in sorted(TABLES.glob("posts-*.tsv")):
        for row in read_table(path):
            published = datetime.strptime(row["published"], "%Y-%m-%d %H:%M:%S")
            post = Post(row["page"], published, row["kind"], row["text"], row["link"])
            posts.setdefault(post.page, []).append(post)
    for list_of_page in posts.values():
        list_of_page.sort(key=lambda post: post.published, reverse=True)
    return posts


# Words

def escape(text: str) -> str:
    """Escapes as Facebook does, with a leading zero in the apostrophe."""
    return html.escape(text, quote=True).replace("&#x27;", "&#039;").replace("\n", "<br />")


def clock(time: datetime) -> str:
    return "{}:{:02}".format(time.hour % 12 or 12, time.minute)


def footer_date(time: datetime) -> str:
    """Like `Jun 22, 2016 6:24:44 pm`."""
    half = "pm" if time.hour >= 12 else "am"
    return "{} {:02}, {} {}:{:02} {}".format(
        MONTHS[time.month - 1][:3], time.day, time.year, clock(time), time.second, half)


def header_date(time: datetime) -> str:
    """Like `Friday, June 24, 2016 at 9:12 AM UTC`."""
    half = "PM" if time.hour >= 12 else "AM"
    return "{}, {} {}, {} at {} {} UTC".format(
        WEEKDAYS[time.weekday()], MONTHS[time.month - 1], time.day, time.year, clock(time), half)


# Leaves of a post

def leaf(content: str) -> str:
    return '<div class="_2pin">{}</div>'.format(content)


def nested(content: str, depth: int) -> str:
    return "<div>" * depth + content + "</div>" * depth


def link_leaf(post: Post) -> str:
    address = escape(post.link)
    return leaf(nested('<a target="_blank" href="{0}">{0}</a>'.format(address), 6))


def photo_leaf(post: Post, sections: bool) -> str:
    source = "{}/{}.jpg".format(MEDIA, int(post.digest()[:12], 16))
    image_class = "_a6_o" if sections else "_a6_o _3-96"
    image = '<a target="_blank" href="{0}"><img src="{0}" class="{1}"/></a>'.format(
        source, image_class)
    if not sections:
        return leaf(nested(image, 6))
    box = '<div class="_a7nf"><div class="_a7ng"><div>{}<div></div></div></div></div>'
    return leaf(nested(box.format(image), 3))


def has_update(post: Post) -> bool:
    return post.kind == "photo" and int(post.digest()[-2:], 16) % 2 == 0


def text_leaf(post: Post) -> str:
    text = "<div>{}</div>".format(escape(post.text)) if post.text else ""
    update = "<div>Updated {}</div>".format(footer_date(post.published)) if has_update(post) else ""
    if not text and not update:
        return leaf("<div></div>")
    return leaf(text + update + "<div></div><div></div>")


def body(post: Post, sections: bool) -> str:
    leaves = ""
    if post.link:
        leaves += link_leaf(post)
    if post.kind == "photo":
        leaves += photo_leaf(post, sections)
    leaves += text_leaf(post)
    return '<div class="_2ph_ _a6-p"><div>{}</div></div>'.format(leaves)


# Posts and pages

def headline(page: Page, post: Post) -> str:
    return escape("{} {}".format(page.name, HEADLINES[post.kind]))


def division(page: Page, post: Post) -> str:
    """A post as a `div`; a plain text has no headline there."""
    head = ""
    if post.kind != "text":
        head = '<div class="_2ph_ _a6-h _a6-i">{}</div>'.format(headline(page, post))
    foot = ('<div class="_3-94 _a6-o"><a target="_blank" href="https://www.facebook.com/dyi/x">'
            '<div class="_a72d">{}</div></a></div>').format(footer_date(post.published))
    return '<div class="_a6-g">{}{}{}</div>'.format(head, body(post, sections=False), foot)


def section(page: Page, post: Post) -> str:
    """A post as a `section` that its headline names."""
    digest = post.digest()
    name = "u_0_{}_{}".format(digest[:3], digest[3:5])
    head = '<h2 class="_2ph_ _a6-h _a6-i" id="{}">{}</h2>'.format(name, headline(page, post))
    foot = ('<footer class="_3-94 _a6-o"><a target="_blank" '
            'href="https://www.facebook.com/dyi/l/?l={}"><div class="_a72d">{}</div></a></footer>'
            ).format(digest[5:21], footer_date(post.published))
    return '<section class="_a6-g" aria-labelledby="{}">{}{}{}</section>'.format(
        name, head, body(post, sections=True), foot)


def document(page: Page, posts: List[Post], sections: bool) -> str:
    head = ('<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />'
            '<base href="../../" /><title>{}</title></head>').format(TITLE)
    banner = ('<div class="_3-8y _3-95 _a709"><div style="background-color: #8C72CB" '
              'class="_a70c"><img src="data:image/png;base64," /></div><div class="_a70d">'
              '<div class="_a70e">{}</div><div class="_a70f">{}</div><div class="_aoaa">'
              '<div>Generated by {} on {}</div></div></div></div>'
              ).format(TITLE, SUBTITLE, escape(page.name), header_date(GENERATED))
    form, element = (section, "main") if sections else (division, "div")
    main = '<{0} class="_a706" role="main">{1}</{0}>'.format(
        element, "".join(form(page, post) for post in posts))
    return ('{}<body class="_5vb_ _2yq _a7o5"><div class="clearfix _ikh"><div class="_4bl9">'
            '<div class="_li"><div></div><div class="_a705">{}{}</div></div></div></div></body>'
            '</html>').format(head, banner, main)


def main() -> None:
    pages = read_pages()
    posts = read_posts()
    unlisted = sorted(set(posts) - {page.slug for page in pages})
    if unlisted:
        sys.exit("no pages-*.tsv lists: " + ", ".join(unlisted))
    for index, page in enumerate(pages):
        if page.slug not in posts:
            sys.exit("no posts-*.tsv has posts of: " + page.slug)
        path = OUTPUT / page.slug / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        text = document(page, posts[page.slug], sections=index % 2 == 1)
        path.write_bytes(text.encode("utf-8"))
    print("{} pages, {} posts".format(len(pages), sum(map(len, posts.values()))))


if __name__ == "__main__":
    main()
