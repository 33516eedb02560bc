"""What a reader sees of real articles, by html5lib: python3 oracle.py WIKIPEDIA_HTML_FOLDER > articles.tsv

For each page of the folder's pages.tsv: how many words its text has in each of 1,024 classes (the class of a
word is its FNV-1a hash, so that no text of Wikipedia is copied into the project), and the numbers and digests of
its infobox fields, own links, external links, links to other languages and categories.
The rules are those of the README, written a second time and against a tree that follows the HTML standard.
"""
import re
import sys
import unicodedata
from collections import Counter
from urllib.parse import unquote

import html5lib

BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dd", "dt", "blockquote", "figcaption"}
SKIPPED = {"style", "script", "noscript", "template", "annotation"}
DROP = set("""navbox vertical-navbox navbox-inner sidebar metadata ambox hatnote shortdescription reflist references
mw-references-wrap reference mw-editsection noprint toc catlinks mw-empty-elt mw-cite-backlink portalbox portal-bar
sistersitebox sister-box authority-control magnify mwe-math-mathml-a11y printfooter navbar""".split())
NOTES = set("""references|notes|footnotes|citations|sources|bibliography|external links|see also|further reading
notes and references|works cited|einzelnachweise|literatur|weblinks|siehe auch|anmerkungen|notes et références
références|bibliographie|liens externes|voir aussi|annexes|примечания|литература|ссылки|см. также""".replace("\n", "|").split("|"))


def name(e):
    return e.tag if isinstance(e.tag, str) else ""


def classes(e):
    return set(e.get("class", "").split())


def dropped(e):
    return (name(e) in SKIPPED or classes(e) & DROP or e.get("id") in ("toc", "catlinks") or e.get("role") == "navigation"
            or "display:none" in re.sub(r"\s", "", e.get("style", "")))


def is_infobox(e):
    return classes(e) & {"infobox", "infobox_v2", "infobox_v3"}


def collapse(text):
    return " ".join(text.split())


def blocks(content):
    """The text of each block without the blocks within it, in the order in which they begin."""
    out = []

    def walk(e, target):
        if not name(e) or dropped(e) or is_infobox(e):
            return
        if name(e) in BLOCKS:
            target = [name(e), ""]
            out.append(target)
        elif name(e) == "table":
            target = None
        if name(e) == "br" and target:
            target[1] += " "
        if e.text and target:
            target[1] += e.text
        for child in e:
            walk(child, target)
            if child.tail and target:
                target[1] += " " + child.tail if name(child) in BLOCKS else child.tail
    root = ["", ""]
    for child in content:
        walk(child, None)
    return out


def words(content):
    kept, notes = [], False
    for tag, text in blocks(content):
        text = collapse(text)
        if tag == "h2":
            notes = text.lower() in NOTES
        if not notes:
            kept += text.split()
    return kept


def title(href, language):
    """The title that a link within the wiki leads to, before namespaces are looked at."""
    href = href.split("#")[0]
    for prefix in ("./", "/wiki/"):
        if href.startswith(prefix):
            break
    else:
        m = re.match(r"(?:https?:)?//%s(?:\.m)?\.wikipedia\.org/wiki/" % language, href)
        if not m:
            return None
        prefix = m.group(0)
    path = href[len(prefix):]
    if "?" in path:
        return None
    t = unicodedata.normalize("NFC", " ".join(unquote(path, errors="strict").replace("_", " ").split()))
    return t[:1].upper() + t[1:] if t and len(t[:1].upper()) == 1 else t


def own_anchors(content):
    def walk(e, in_box, in_value):
        if not name(e) or dropped(e):
            return
        if is_infobox(e):
            in_box = True
        if in_box and name(e) == "th" and not in_value:
            return
        if in_box and name(e) == "td":
            in_value = True
        if name(e) == "a" and e.get("href") and (in_value or not in_box):
            yield e
        for child in e:
            yield from walk(child, in_box, in_value)
    for child in content:
        yield from walk(child, False, False)


def fields(content):
    """Label and value of each row of the infobox."""
    boxes = [e for e in content.iter("table") if is_infobox(e)]
    if not boxes:
        return []
    box = next((b for b in boxes if "ib-book" in classes(b)), boxes[0])
    parents = {c: p for p in content.iter() for c in p}

    def table(e):
        while name(e) != "table":
            e = parents[e]
        return e

    def lines(cell):
        text = []

        def walk(e):
            if not name(e) or dropped(e):
                return
            edge = name(e) in ("li", "p", "div", "tr", "br")
            if edge:
                text.append("\n")
            if name(e) != "br":
                text.append((e.text or "").replace("\n", " "))
                for child in e:
                    walk(child)
                    text.append((child.tail or "").replace("\n", " "))
            if edge:
                text.append("\n")
        text.append((cell.text or "").replace("\n", " "))
        for child in cell:
            walk(child)
            text.append((child.tail or "").replace("\n", " "))
        return [collapse(line) for line in "".join(text).split("\n") if collapse(line)]

    out = []
    for row in box.iter("tr"):
        heads, cells = [c for c in row if name(c) == "th"], [c for c in row if name(c) == "td"]
        if table(row) is box and len(heads) == 1 and len(cells) == 1 and lines(heads[0]):
            out += [(" ".join(lines(heads[0])), value) for value in lines(cells[0])]
    return out


def content_of(tree):
    holder = next((e for e in tree.iter() if e.get("id") == "mw-content-text"), None)
    inside = tree if holder is None else holder
    return next((e for e in inside.iter() if name(e) and "mw-parser-output" in classes(e)), holder)


def fnv(word):
    h = 2166136261
    for byte in word.encode():
        h = (h ^ byte) * 16777619 % 2 ** 32
    return h


def digest(words):
    return sum(map(fnv, words)) % 2 ** 32


def main(folder):
    rows = [line.rstrip("\n").split("\t") for line in open(folder + "/pages.tsv", encoding="utf-8")]
    print("file", "words", "counts", "fields", "field_digest", "links", "link_digest", "external", "languages", "categories",
          sep="\t")
    for row in rows[1:]:
        page = dict(zip(rows[0], row))
        with open(f"{folder}/{page['file']}", "rb") as f:
            tree = html5lib.parse(f.read(), treebuilder="etree", namespaceHTMLElements=False, likely_encoding="utf-8")
        content = content_of(tree)
        counts = Counter(fnv(w) % 1024 for w in words(content))
        anchors = [a for a in own_anchors(content) if not classes(a) & {"new", "extiw"}]
        links = {t for t in (title(a.get("href"), page["lang"]) for a in anchors) if t}
        external = {a.get("href") for a in anchors if "external" in classes(a) and title(a.get("href"), page["lang"]) is None
                    and re.match(r"(https?:)?//", a.get("href"))}
        facts = fields(content)
        languages = [e for e in tree.iter("a") if "interlanguage-link-target" in classes(e)]
        normal = next((e for e in tree.iter() if e.get("id") == "mw-normal-catlinks"), [])
        categories = [a for li in (normal.iter("li") if len(normal) else []) for a in li.iter("a")]
        # Links without a colon are of no other namespace for certain; titles with one are left to the program.
        plain = {t for t in links if ":" not in t}
        print(page["file"], sum(counts.values()), " ".join(str(counts[k]) for k in range(1024)),
              len(facts), digest([v for _, v in facts]), len(plain), digest(plain), len(external), len(languages),
              len(categories), sep="\t")


main(sys.argv[1])
