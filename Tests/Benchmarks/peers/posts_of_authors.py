"""Texts of authors as documents.tsv, for `embed` to read: posts of 4 words or more, or passages of novels.

    python3 posts_of_authors.py POSTS.tsv DOCUMENTS.tsv [--most POSTS OF AN AUTHOR]

POSTS.tsv has the columns page, post_id, message, or author, file, passage, text. With --most, posts are drawn
with a fixed seed.
"""
import argparse
import collections
import random
import re

WORD = re.compile(r"[^\W\d_]\w+")

parser = argparse.ArgumentParser()
parser.add_argument("posts")
parser.add_argument("documents")
parser.add_argument("--most", type=int)
arguments = parser.parse_args()

with open(arguments.posts, encoding="utf-8", newline="\n") as posts:
    header = posts.readline().rstrip("\n").split("\t")
    rows = collections.defaultdict(dict)
    for line in posts:
        row = dict(zip(header, line.rstrip("\n").split("\t")))
        text = row.get("message") or row.get("text", "")
        if len(text.split()) < 4:
            continue
        if "post_id" in row:
            rows[row["page"]][row["post_id"]] = text
        else:
            rows[row["author"]][f"{row['file']}-{int(row['passage']):05}"] = text

chosen = []
for author in sorted(rows):
    ids = sorted(rows[author])
    if arguments.most and len(ids) > arguments.most:
        ids = random.Random(author).sample(ids, arguments.most)
    chosen += [(id, author, rows[author][id]) for id in ids]
with open(arguments.documents, "w", encoding="utf-8", newline="\n") as documents:
    documents.write("id\tauthor\ttitle\tlanguage\ttext\ttokens\n")
    for id, author, text in sorted(chosen):
        plain = text.replace("\\n", " ").replace("\\t", " ").replace("\\r", " ")
        documents.write(f"{id}\t{author}\t\t\t{text}\t{' '.join(WORD.findall(plain.lower()))}\n")
