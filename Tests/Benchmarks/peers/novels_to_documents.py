"""Paragraphs of novels as documents, a token for each run of the letters a to z: NOVELS.tar.xz DOCUMENTS.tsv"""
import re
import sys
import tarfile

archive, out = sys.argv[1:]
with tarfile.open(archive) as novels, open(out, "w", encoding="utf-8") as table:
    table.write("id\tauthor\ttitle\tlanguage\ttext\ttokens\n")
    for member in sorted((m for m in novels.getmembers() if m.isfile()), key=lambda m: m.name):
        text = novels.extractfile(member).read().decode("utf-8")
        name = member.name.rsplit("/", 1)[-1].removesuffix(".txt")
        number = 0
        for paragraph in re.split(r"\n\s*\n", text):
            tokens = re.findall("[a-z]+", paragraph.lower())
            if tokens:
                number += 1
                table.write(f"{name}-{number:06}\t{name.split('_')[0]}\t\ten\t\t{' '.join(tokens)}\n")
