"""Turns a table of posts (page, post_id, message) into documents.tsv: posts of 4 words or more, as tokens.

    python3 posts_to_documents.py POSTS.tsv DOCUMENTS.tsv

Both sides of a comparison then read the very same words.
"""
import re
import sys

WORD = re.compile(r"[^\W\d_]\w+")

count = 0
with open(sys.argv[1], encoding="utf-8", newline="\n") as posts, \
        open(sys.argv[2], "w", encoding="utf-8", newline="\n") as documents:
    header = posts.readline().rstrip("\n").split("\t")
    page, message = header.index("page"), header.index("message")
    documents.write("id\tauthor\ttitle\tlanguage\ttext\ttokens\n")
    for line in posts:
        fields = line.rstrip("\n").split("\t")
        text = fields[message].replace("\\n", " ").replace("\\t", " ")
        if len(text.split()) >= 4:
            count += 1
            documents.write(f"{count:08d}\t{fields[page]}\t\t\t\t{' '.join(WORD.findall(text.lower()))}\n")
print(count, "documents")
