"""Writes Sources/Crawling/HTML/NamedCharacters.swift from the table of the HTML standard in Python's
html.entities: python3 Tests/References/html/entities.py > Sources/Crawling/HTML/NamedCharacters.swift"""
from html.entities import html5

names = sorted(name[:-1] for name in html5 if name.endswith(";"))
legacy = sorted(name for name in html5 if not name.endswith(";"))
assert all(html5[name] == html5[name + ";"] for name in legacy)


def wrapped(words):
    lines, line = [], " "
    for word in words:
        if len(line) + 1 + len(word) > 97:
            lines.append(line + " \\")
            line = " "
        line += " " + word
    return "\n".join(lines + [line])


print('''// Written by Tests/References/html/entities.py; do not edit.

/// The named character references of section 13.5 of the HTML standard, without `&` and `;`: a name,
/// then its one or two characters in hexadecimal.
let namedCharacters = """
%s
  """

/// The names that stand for a character without a `;` too.
let namesWithoutSemicolon = """
%s
  """''' % (wrapped(n + " " + ",".join(f"{ord(c):X}" for c in html5[n + ";"]) for n in names), wrapped(legacy)))
