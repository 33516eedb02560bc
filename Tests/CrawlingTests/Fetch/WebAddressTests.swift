import Crawling
import Testing

@Suite struct `Addresses of pages` {
  @Test(arguments: [
    ("HTTP://Example.ORG", "http://example.org/"), ("https://x.org:443/a#b", "https://x.org/a"),
    ("http://x.org:80", "http://x.org/"), ("https://x.org:80/", "https://x.org:80/"),
    ("http://x.org:8080/a?b=c", "http://x.org:8080/a?b=c"), ("http://x.org./", "http://x.org/"),
    ("http:x.org", "http://x.org/"), ("http:///x.org/a", "http://x.org/a"),
    ("  http://x.org/\t\n ", "http://x.org/"), ("ht\ntp://x.o\trg/a", "http://x.org/a"),
    ("http:\\\\x.org\\a\\b", "http://x.org/a/b"), ("http://x.org/?", "http://x.org/"),
    ("http://x.org/a/./b/../c", "http://x.org/a/c"), ("http://x.org/a/..", "http://x.org/"),
    ("http://x.org/../a", "http://x.org/a"), ("http://x.org/a/%2E%2e/b", "http://x.org/b"),
    ("http://x.org/a//b", "http://x.org/a//b"), ("http://x.org/%7ea%2fb", "http://x.org/~a%2Fb"),
    ("http://x.org/ö b", "http://x.org/%C3%B6%20b"), ("http://x.org/%zz%", "http://x.org/%zz%"),
    ("http://x.org/a?q=ö'\"", "http://x.org/a?q=%C3%B6%27%22"),
    ("http://x.org/a?b=c&a=%41", "http://x.org/a?b=c&a=A"),
    ("http://x.org/a?utm_source=x", "http://x.org/a"),
    ("http://x.org/a?b=1&utm_campaign=y&c", "http://x.org/a?b=1&c"),
    ("http://2130706433/", "http://127.0.0.1/"), ("http://0x7f.1/", "http://127.0.0.1/"),
    ("http://0177.0.0.1/", "http://127.0.0.1/"), ("http://127.1./", "http://127.0.0.1/"),
    ("http://%31%30.0.0.1/", "http://10.0.0.1/"), ("http://１０.0.0.1/", "http://10.0.0.1/"),
    ("http://[::FFFF:10.0.0.1]:80/", "http://[::ffff:10.0.0.1]/"),
    ("http://Bücher.example/", "http://xn--bcher-kva.example/"),
    (
      "https://en.wikipedia.org/wiki/war%20and  _Peace",
      "https://en.wikipedia.org/wiki/War_and_Peace"
    ),
    ("https://en.wikipedia.org/wiki/_./x", "https://en.wikipedia.org/wiki/_./x"),
    ("http://x.org/?utm_a=b&", "http://x.org/"),
    ("https://en.m.wikipedia.org/wiki/Emma", "https://en.wikipedia.org/wiki/Emma"),
    ("https://en.wiktionary.org/wiki/polish", "https://en.wiktionary.org/wiki/polish"),
  ])
  func `equal addresses have one form`(text: String, form: String) {
    #expect(WebAddress(text)?.string == form)
    #expect(WebAddress(form)?.string == form)
  }

  @Test(arguments: [
    "ftp://x.org/", "file:///etc/passwd", "gopher://x.org/", "data:text/html,x", "javascript:1",
    "https://user:secret@x.org/", "https://user@x.org/", "http://@x.org/", "x.org", "http://",
    "http://x.org:0/", "http://x.org:65536/", "http://x.org:a/", "http://a b/", "http://a<b/",
    "http://256.0.0.1/", "http://1.2.3.4.5/", "http://0x/a%", "http://[::1", "http://[::g]/",
    "http://[fe80::1%25eth0]/", "http://a%00b/", "http://a%2Fb/", "http://x..", "http://.x.org/",
    "http://a..b/", "http://09.1/", "",
  ])
  func `what is no page is none`(text: String) {
    if text == "http://0x/a%" {
      #expect(WebAddress(text)?.host == "0.0.0.0")
    } else {
      #expect(WebAddress(text) == nil)
    }
  }

  @Test func `an address has at most 2083 bytes`() {
    let base = "http://x.org/"
    #expect(WebAddress(base + String(repeating: "a", count: 2083 - base.utf8.count)) != nil)
    #expect(WebAddress(base + String(repeating: "a", count: 2084 - base.utf8.count)) == nil)
  }

  @Test(arguments: [
    ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
    ("/g", "http://a/g"), ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"),
    ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q"), ("", "http://a/b/c/d;p?q"),
    (";x", "http://a/b/c/;x"), (".", "http://a/b/c/"), ("..", "http://a/b/"),
    ("../g", "http://a/b/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"),
    ("g.", "http://a/b/c/g."), ("./../g", "http://a/b/g"), ("g;x=1/../y", "http://a/b/c/y"),
    ("http:g", "http://a/b/c/g"), ("https:g", "https://g/"), ("\\\\g\\h", "http://g/h"),
    ("HTTPS://g", "https://g/"), ("g:h", "nil"), ("mailto:a@b", "nil"), ("//u@g/", "nil"),
  ])
  func `a reference leads where RFC 3986 says`(reference: String, target: String) {
    #expect((WebAddress("http://a/b/c/d;p?q")?.resolving(reference)?.string ?? "nil") == target)
  }

  @Test(arguments: [
    ("https://en.wikipedia.org/", "wikimedia"), ("https://upload.wikimedia.org/", "wikimedia"),
    ("https://www.mediawiki.org/", "wikimedia"), ("https://wikipedia.org.evil.com/", "evil.com"),
    ("https://a.b.example.org/", "example.org"), ("https://example.org:8443/", "example.org"),
    ("https://www.example.co.uk/", "example.co.uk"), ("https://x.github.io/", "x.github.io"),
    ("https://a.x.github.io/", "x.github.io"), ("https://co.uk/", "co.uk"),
    ("http://93.184.216.34:81/", "93.184.216.34"), ("http://127.0.0.1:81/", "127.0.0.1:81"),
    ("http://localhost/", "localhost:80"), ("http://[::1]:8080/", "[::1]:8080"),
  ])
  func `sites of one operator are a group`(text: String, group: String) {
    #expect(WebAddress(text)?.group == group)
  }

  @Test(arguments: [
    "https://www.facebook.com/x", "https://facebook.com./x", "https://m.FACEBOOK.com/",
    "https://fb.watch/x", "https://www.instagram.com/x", "https://www.threads.net/",
  ])
  func `the sites of Meta are known`(text: String) {
    #expect(WebAddress(text)?.isMeta == true)
  }

  @Test func `a site that is only called like Meta's is none of them`() {
    #expect(WebAddress("https://notfacebook.com/")?.isMeta == false)
    #expect(WebAddress("https://facebook.com.example.org/")?.isMeta == false)
  }
}
