"""Invents articles in the markup of Wikipedia, about 100 kB each: TEXTS.tsv OUT_DIR [--pages 2000]

TEXTS is a table whose last column is text (its header is left out); prose and titles come from it."""
import os
import random

from common import parser, read_docs

a = parser("texts", "out", pages=2000, kb=100, seed=3)
r = random.Random(a.seed)
texts = [d.replace("\\n", " ").replace("&", "&amp;").replace("<", "&lt;") for d in read_docs(a.texts, 60_000)[1:]]
texts = [t for t in texts if len(t.split()) > 3] or ["nothing to say"]
os.makedirs(a.out, exist_ok=True)


def link():
    words = " ".join(r.choice(texts).split()[:3]).replace('"', "")
    return f'<a href="/wiki/Article_{r.randrange(a.pages)}" title="{words}">{words}</a>'


def sentence():
    s = " ".join(r.choice(texts).split()[:25]).rstrip(".")
    if r.random() < 0.6:
        s += ", as in " + link()
    if r.random() < 0.3:
        n = r.randrange(1, 80)
        s += (f'<sup id="cite_ref-{n}" class="reference"><a href="#cite_note-{n}"><span class="cite-bracket">[</span>{n}'
              '<span class="cite-bracket">]</span></a></sup>')
    return s + ". "


def page(number):
    title = f"Article {number}"
    o = [f'<!DOCTYPE html>\n<html class="client-nojs" lang="en" dir="ltr">\n<head>\n<meta charset="UTF-8">\n<title>{title} - Wikipedia'
         '</title>\n<script>(function(){var className="client-js";}());RLCONF={"wgArticleId":1,"wgNamespaceNumber":0};</script>\n'
         f'<link rel="canonical" href="https://en.wikipedia.org/wiki/Article_{number}">\n<link rel="stylesheet" href="/style.css">\n<style>',
         ".mw-parser-output .navbox{box-sizing:border-box;border:1px solid #a2a9b1}" * 20 + "</style>\n</head>\n<body class=\"ns-0\">\n",
         '<header><nav id="p-navigation"><ul>' + "".join(
             f'<li id="n-{i}" class="mw-list-item"><a href="/nav/{i}.html" accesskey="{i}"><span>Item {i}</span></a></li>\n'
             for i in range(40)) + "</ul></nav></header>\n",
         f'<main id="content"><h1 id="firstHeading"><span class="mw-page-title-main">{title}</span></h1>\n<div id="mw-content-text" '
         'class="mw-body-content"><div class="mw-content-ltr mw-parser-output">\n',
         '<table class="infobox vcard"><tbody>' + "".join(
             f'<tr><th scope="row" class="infobox-label">Label {i}</th><td class="infobox-data">{link()}</td></tr>\n'
             for i in range(12)) + "</tbody></table>\n"]
    size, k = sum(map(len, o)), 0
    while size < a.kb * 820:
        k += 1
        part = [f'<div class="mw-heading mw-heading2"><h2 id="S{k}">Section {k}</h2><span class="mw-editsection"><a href="/edit/{k}">edit'
                '</a></span></div>\n']
        part += ["<p>" + "".join(sentence() for _ in range(r.randint(4, 9))) + "</p>\n" for _ in range(r.randint(2, 5))]
        if r.random() < 0.4:
            part.append('<table class="wikitable"><tbody>' + "".join("<tr>" + "".join(
                f"<td>{r.randrange(1000)}</td>" for _ in range(6)) + "</tr>\n" for _ in range(r.randint(5, 20))) + "</tbody></table>\n")
        if r.random() < 0.5:
            part.append("<ul>" + "".join(f"<li>{link()} <!-- item --></li>\n" for _ in range(10)) + "</ul>\n")
        o += part
        size += sum(map(len, part))
    o.append('<div class="reflist"><ol class="references">' + "".join(
        f'<li id="cite_note-{i}"><span class="mw-cite-backlink"><b><a href="#cite_ref-{i}">^</a></b></span> <cite class="citation web">'
        f'{r.choice(texts)[:80]}. <a rel="nofollow" class="external text" href="https://example.org/{r.randrange(10**6)}">site</a></cite>'
        "</li>\n" for i in range(60)) + "</ol></div>\n")
    o.append("</div></div></main>\n<footer><ul><li>This page was last edited today</li></ul></footer></body>\n</html>\n")
    return "".join(o)


for n in range(a.pages):
    with open(os.path.join(a.out, f"Article_{n}"), "w", encoding="utf-8") as f:
        f.write(page(n))
