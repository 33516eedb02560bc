#!/usr/bin/env python3
"""Makes Sources/Tokenization/Unicode/UnicodeData.swift: Unicode as Hugging Face `tokenizers` sees it.

    python3 -m venv venv && venv/bin/pip install tokenizers==0.23.3
    venv/bin/python Tests/References/unicode_tables.py

Made with Python 3.11 and this version. The package takes its properties of characters from several
Rust crates, each of another version of Unicode. So every scalar is asked for, one by one, through
the package's own normalizers and pre-tokenizers; no list of Unicode is read. Takes about a minute.
"""
import struct
from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

OUTPUT = Path(__file__).parent.parent.parent / "Sources/Tokenization/Unicode/UnicodeData.swift"
SCALARS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
HANGUL = range(0xAC00, 0xD7A4)


def charsmap(replacements):
    """A SentencePiece charsmap that maps each key to a text; each node has 256 units of its own."""
    blob, places = b"", {}
    for text in replacements.values():
        if text not in places:
            places[text] = len(blob)
            blob += text.encode() + b"\0"
    units = [0] * 512
    nodes = {b"": 0}
    values = {}

    def fresh():
        start = len(units)
        units.extend([0] * 256)
        return start

    def point(unit, target):
        """Makes a unit lead to the block of its children and value."""
        offset = unit ^ target
        units[unit] |= (offset << 10) if offset < 1 << 21 else (offset >> 8 << 10 | 1 << 9)

    blocks = {b"": 256}
    point(0, 256)
    for key, text in replacements.items():
        key = key.encode()
        for length in range(1, len(key) + 1):
            prefix = key[:length]
            if prefix in nodes:
                continue
            unit = blocks[prefix[:-1]] ^ prefix[-1]
            units[unit] |= prefix[-1]
            nodes[prefix] = unit
            if length < len(key):
                blocks[prefix] = fresh()
            else:
                # Terminal units of one value share a block, unless they lead on.
                blocks[prefix] = values.setdefault(text, None) or fresh()
                values[text] = blocks[prefix]
            point(unit, blocks[prefix])
        units[nodes[key]] |= 1 << 8
        units[blocks[key]] = places[text] | 1 << 31
    return struct.pack("<I", 4 * len(units)) + struct.pack(f"<{len(units)}I", *units) + blob


def ranges(values):
    """Scalars in order as first and last of each run."""
    runs = []
    for value in values:
        if runs and runs[-1][1] == value - 1:
            runs[-1][1] = value
        else:
            runs.append([value, value])
    return [f"{a:x}-{b:x}" if a != b else f"{a:x}" for a, b in runs]


def where(test):
    """The scalars that pass a test, as ranges."""
    return ranges([c for c in SCALARS if test(chr(c))])


def pieces(tokenizer, text):
    """The pieces that a pre-tokenizer makes of a text."""
    return [piece for piece, _ in tokenizer.pre_tokenize_str(text)]


def properties():
    """The properties of scalars that normalizers and pre-tokenizers decide by."""
    split = pre_tokenizers.WhitespaceSplit()
    words = pre_tokenizers.Whitespace()
    punctuation = pre_tokenizers.Punctuation()
    digits = pre_tokenizers.Digits(individual_digits=True)
    options = dict(handle_chinese_chars=False, lowercase=False)
    clean = normalizers.BertNormalizer(clean_text=True, strip_accents=False, **options)
    strip = normalizers.BertNormalizer(clean_text=False, strip_accents=True, **options)
    accents = normalizers.StripAccents()
    yield "whitespace", where(lambda c: len(pieces(split, f"a{c}a")) == 2)
    yield "removed", where(lambda c: clean.normalize_str(f"a{c}a") == "aa")
    yield "nonspacing", where(lambda c: strip.normalize_str(c) == "")
    yield "combining", where(lambda c: accents.normalize_str(c) == "")
    yield "numeric", where(lambda c: len(pieces(digits, f"a{c}a")) == 3)
    yield "punctuation", where(lambda c: len(pieces(punctuation, f"a{c}a")) == 3)
    yield "word", where(lambda c: len(pieces(words, f"a{c}a")) == 1)


def graphemes():
    """The classes of grapheme clusters, by what a charsmap does to clusters of less than 6 bytes.

    A cluster that begins with a mapped character becomes its replacement as a whole; of a longer
    cluster every character is replaced for itself.
    """
    letter = normalizers.Precompiled(charsmap({"a": "b", "©": "b", "क": "b"}))
    extends = {c for c in SCALARS if letter.normalize_str(f"a{chr(c)}") == "b"}
    yield "extending", ranges(sorted(extends))
    yield "spacing", ranges(
        [c for c in sorted(extends) if letter.normalize_str(f"©{chr(c)}\u200d©\u0301")[-1] == "b"])
    short = [c for c in SCALARS if c < 0x10000]
    every = normalizers.Precompiled(charsmap({chr(c): "b" for c in short if c not in (0, 0x61, 0x301)}))
    yield "control", ranges(
        [c for c in short if c not in extends | {0, 0x61} and every.normalize_str(f"{chr(c)}\u0301") != "b"])
    yield "prepend", ranges([c for c in short if c not in (0, 0x61) and every.normalize_str(f"{chr(c)}a") == "b"])
    yield "pictographic", ranges(
        [c for c in SCALARS if c not in extends and letter.normalize_str(f"©\u200d{chr(c)}")[1:2] == "\u200d"])
    yield "consonant", ranges(
        [c for c in short if c not in extends and every.normalize_str(f"क्{chr(c)}\u0301")[-1] == "\u0301"
         and every.normalize_str(f"{chr(c)}\u0301") == "b"])
    yield "linker", ranges(
        [c for c in sorted(extends) if letter.normalize_str(f"क{chr(c)}क\u0301")[-1] == "\u0301"])


def combining_classes():
    """The scalars of each nonzero combining class, by the order that NFD gives them.

    Classes are numbered in their order, and only that matters. A mark is moved before another if
    its class is less, so each is sorted into a list of one mark of each class.
    """
    nfd = normalizers.NFD()
    decomposes = {c for c in SCALARS if nfd.normalize_str(chr(c)) != chr(c)}
    high, low = "\u0345", "\u0334"  # of classes 240 and 1
    marks = [c for c in SCALARS if c not in decomposes
             and (nfd.normalize_str(high + chr(c)) != high + chr(c)
                  or nfd.normalize_str(chr(c) + low) != chr(c) + low)]
    marks += [c for c in (0x345,) if c not in marks]
    before = lambda a, b: nfd.normalize_str(chr(b) + chr(a)) == chr(a) + chr(b)
    classes = []
    for mark in marks:
        first, last = 0, len(classes)
        while first < last:
            middle = (first + last) // 2
            if before(classes[middle][0], mark):
                first = middle + 1
            else:
                last = middle
        if first < len(classes) and not before(mark, classes[first][0]):
            classes[first].append(mark)
        else:
            classes.insert(first, [mark])
    # 0x334 has class 1, the least: nothing was moved before it.
    assert 0x334 in classes[0] and all(before(a[0], b[0]) for a, b in zip(classes, classes[1:]))
    return [" ".join(ranges(sorted(c))) for c in classes]


def mapping(pairs):
    """Mappings of one scalar to some, in runs of 1 or 2 apart with the same distance."""
    lines, run = [], None

    def flush():
        if run:
            a, b, step, delta = run
            lines.append(f"{a:x}-{b:x}/{step}+{delta & 0x1FFFFF:x}" if a != b else f"{a:x}={a + delta:x}")

    for scalar, text in pairs:
        delta = ord(text) - scalar if len(text) == 1 else None
        if run and delta == run[3] and delta is not None and (
                scalar - run[1] == run[2] or run[0] == run[1] and scalar - run[1] <= 2):
            run = (run[0], scalar, scalar - run[1], delta)
            continue
        flush()
        run = (scalar, scalar, 1, delta) if delta is not None else None
        if delta is None:
            lines.append(f"{scalar:x}=" + ",".join(f"{ord(c):x}" for c in text))
    flush()
    return lines


def changed(normalizer, before=lambda c: c, skip=()):
    """What a normalizer makes of each scalar that it changes."""
    for scalar in SCALARS:
        if scalar not in skip:
            text = normalizer.normalize_str(chr(scalar))
            if text != before(chr(scalar)):
                yield scalar, text


def mappings():
    """Lower case and normal forms. Hangul syllables, which are computed, are left out."""
    nfd, nfc, nfkd = normalizers.NFD(), normalizers.NFC(), normalizers.NFKD()
    yield "lowercase", mapping(changed(normalizers.Lowercase()))
    canonical = dict(changed(nfd, skip=HANGUL))
    yield "canonical", mapping(canonical.items())
    yield "compatibility", mapping(changed(nfkd, nfd.normalize_str, skip=HANGUL))
    yield "excluded", ranges([c for c in canonical if nfc.normalize_str(chr(c)) != chr(c)])


def wrapped(words):
    """Words in lines of at most 98 columns."""
    lines, line = [], "   "
    for word in words:
        if len(line) + 1 + len(word) > 98:
            lines.append(line)
            line = "   "
        line += " " + word
    return "\n".join(lines + [line])


def main():
    tables = list(properties()) + list(graphemes()) + list(mappings())
    source = [
        "// Made by Tests/References/unicode_tables.py with tokenizers 0.23.3; do not edit.",
        "",
        "/// The properties of scalars as Hugging Face `tokenizers` sees them, in hexadecimal.",
        "///",
        "/// Sets are ranges `first-last`. Mappings are `from=to,to` or, for runs of scalars that stand",
        "/// `step` apart, `first-last/step+distance` modulo 2²¹. Combining classes are lists of ranges",
        "/// with `;` between them, in the order of the classes.",
        "enum UnicodeData {",
    ]
    for name, words in tables:
        source += [f'  static let {name} = """', wrapped(words), '    """', ""]
    classes = " ; ".join(combining_classes()).split(" ")
    source += ['  static let combiningClasses = """', wrapped(classes), '    """', "}", ""]
    OUTPUT.write_text("\n".join(source))


main()
