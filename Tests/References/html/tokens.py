"""Tokens of awkward markup by html5lib: python3 tokens.py > tokens.tsv

Columns: markup, tokens. In tokens a start tag is written <name a="v">, an end tag </name>, and comments and
doctypes are left out; texts that nothing parts are one. Backslash, tab and line feed are escaped as in all
tables."""
import random

from html5lib import _tokenizer, constants

RAW = {"script": "scriptDataState", "style": "rawtextState", "xmp": "rawtextState", "iframe": "rawtextState",
       "noembed": "rawtextState", "noframes": "rawtextState", "title": "rcdataState", "textarea": "rcdataState",
       "plaintext": "plaintextState"}
HAND = """<p>a|<p class=x id='y' title="z">|<a href=/wiki/A?b&c>|<A HREF=x>B</A>|<br/>|<br / >|<p/ class=x>|<p class = x >|<p class
|<p class="a>b">c|<p class='a"b'>|<p =x>|<p a a=1 a=2>|<p a=>b|< p>|<>|a < b|a<b|</>|</ p>x>y|</p x=1>|<!-- c -->d|<!--->x|<!-->x|<!--a--!>b
<!--a--b-->c|<!-- a|<!doctype html>a|<!x>y|<?php a ?>b|<![CDATA[a]]>b|<script>a<b>c</script>d|<script>a</scriptx>b</script>c
<script>a</SCRIPT >b|<style>a</b></style>c|<title>a<b>&amp;</title>c|<textarea>&lt;</textarea>|<xmp>&amp;</xmp>|<script>unclosed
&amp;|&amp|&ampx|&notit;|&notin;|&not|&check;|&checkx;|&CounterClockwiseContourIntegral;|&nosuch;|&#65;|&#x41;|&#X41|&#65x|&#;|&#x;|&#150;|&#x80;
&#0;|&#xD800;|&#x110000;|&#99999999999;|&bne;|&AMP;|&amp;amp;|& amp;|&|<a href="?a=1&copy=2">|<a href="?a=1&copy;=2">|<a href="?&copy">
<a href="&lt;&gt;">|<a b='&#x27;'>|<a b=&amp;>|<a b="x"c="d">|<a/b/c>|<a b=c/>|<img src=x onerror=">">y|<p<b>c|<p"a">|</p|<p|<|x<""".replace("\n", "|").split("|")


def tokens(markup):
    out, text = [], ""
    tokenizer = _tokenizer.HTMLTokenizer(markup)
    for token in tokenizer:
        kind = token["type"]
        if kind in (constants.tokenTypes["Characters"], constants.tokenTypes["SpaceCharacters"]):
            text += token["data"]
            continue
        if kind in (constants.tokenTypes["ParseError"],):
            continue
        if kind in (constants.tokenTypes["StartTag"], constants.tokenTypes["EndTag"]):
            if text:
                out.append(text)
                text = ""
            if kind == constants.tokenTypes["EndTag"]:
                out.append("</%s>" % token["name"])
            else:
                data = dict(token["data"])
                out.append("<%s>" % " ".join([token["name"]] + ['%s="%s"' % p for p in data.items()]))
                if token["name"] in RAW:
                    tokenizer.state = getattr(tokenizer, RAW[token["name"]])
    if text:
        out.append(text)
    return "".join(out)


def escape(text):
    for a, b in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(a, b)
    return text


r = random.Random(11)
PIECES = ["<", ">", "</", "p", "div", " ", "=", "'", '"', "/", "a", "class", "&amp;", "&", "lt", ";", "x y", "!--", "-->", "<b>", "</b>",
          "<i a=b>", "é", "#65;", "\n", "<br/>"]
soup = ["".join(r.choice(PIECES) for _ in range(r.randint(3, 14))) for _ in range(400)]
print("markup\ttokens")
for markup in HAND + soup:
    print(escape(markup) + "\t" + escape(tokens(markup)))
