"""Text and links of each HTML file of a folder: DIR --peer lxml|lexbor [--workers 1]

Drops script, style, nav, header and footer and takes the rest of the text; reading the files is not counted."""
import glob
import os
from multiprocessing import Pool

from common import Clock, parser, report

SKIP = ["script", "style", "nav", "header", "footer", "noscript"]


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


def extract(job):
    html, peer = job
    return (lxml if peer == "lxml" else lexbor)(html)


if __name__ == "__main__":
    a = parser("dir", peer="lxml", workers=1)
    files = sorted(glob.glob(os.path.join(a.dir, "*.html")))
    jobs = [(open(f, "rb").read(), a.peer) for f in files]
    extract(jobs[0])
    with Clock() as c:
        if a.workers > 1:
            with Pool(a.workers) as p:
                result = p.map(extract, jobs, chunksize=16)
        else:
            result = [extract(j) for j in jobs]
    size = sum(os.path.getsize(f) for f in files)
    report("parse html", a.peer, len(files), c, workers=a.workers, mb_per_second=size / c.wall / 1e6,
           links=sum(len(l) for _, l in result) // len(files))
