"""Text and links of each page of a folder: DIR --peer lxml|lexbor|bs4-lxml|bs4-html|trafilatura [--workers 1] [--limit N]

All but trafilatura, which finds the main text itself, drop script, style, nav, header and footer and take
the rest of the text; reading the files is not counted."""
import os
from multiprocessing import Pool

from common import Clock, parser, report

SKIP = ["script", "style", "nav", "header", "footer", "noscript"]


def bs4(html, kind):
    from bs4 import BeautifulSoup
    t = BeautifulSoup(html, kind)
    links = [x["href"] for x in t.find_all("a", href=True)]
    for x in t(SKIP):
        x.decompose()
    return " ".join(t.get_text(" ").split()), links


def lxml(html):
    from lxml import etree, html as h
    t = h.fromstring(html)
    links = [x.get("href") for x in t.iter("a") if x.get("href")]
    etree.strip_elements(t, *SKIP, etree.Comment, with_tail=False)
    return " ".join(" ".join(t.itertext()).split()), links


def lexbor(html):
    from selectolax.lexbor import LexborHTMLParser
    t = LexborHTMLParser(html)
    links = [x.attributes["href"] for x in t.css("a[href]")]
    for s in SKIP:
        for x in t.css(s):
            x.decompose()
    return " ".join(t.body.text(separator=" ").split()), links


def trafilatura(html):
    import trafilatura as tr
    from lxml import html as h
    t = h.fromstring(html)
    links = [x.get("href") for x in t.iter("a") if x.get("href")]
    return tr.extract(t, include_comments=False) or "", links


PEERS = {
    "lxml": ("lxml", lxml), "lexbor": ("selectolax, lexbor", lexbor), "trafilatura": ("trafilatura", trafilatura),
    "bs4-lxml": ("BeautifulSoup on lxml", lambda html: bs4(html, "lxml")),
    "bs4-html": ("BeautifulSoup on html.parser", lambda html: bs4(html, "html.parser")),
}


def extract(job):
    html, peer = job
    return PEERS[peer][1](html)


if __name__ == "__main__":
    a = parser("dir", peer="lxml", workers=1, limit=0)
    files = sorted(os.path.join(a.dir, name) for name in os.listdir(a.dir))
    files = files[:a.limit or len(files)]
    jobs = [(open(f, "rb").read(), a.peer) for f in files]
    extract(jobs[0])
    with Clock() as c:
        if a.workers > 1:
            with Pool(a.workers) as p:
                result = p.map(extract, jobs, chunksize=16)
        else:
            result = [extract(j) for j in jobs]
    size = sum(os.path.getsize(f) for f in files)
    cores = {1: "one core", 2: "two cores"}.get(a.workers, f"{a.workers} cores")
    report(f"text and links, {cores}", PEERS[a.peer][0], len(files), c, mb_per_second=size / c.wall / 1e6,
           text_chars=sum(len(t) for t, _ in result) // len(files), links=sum(len(l) for _, l in result) // len(files))
