import Crawling
import Testing

@Suite struct `Facebook addresses` {
  @Test(arguments: [
    (
      "/story.php?story_fbid=1&id=2&__tn__=-R",
      "https://www.facebook.com/story.php?story_fbid=1&id=2"
    ),
    ("https://m.facebook.com/Nintendo/?__tn__=C-R", "https://www.facebook.com/Nintendo/"),
    (
      "https://mbasic.facebook.com/a/posts/1?eav=x&paipv=0#top",
      "https://www.facebook.com/a/posts/1"
    ),
    (
      "https://www.facebook.com/permalink.php?story_fbid=pfbid0L&id=1&__cft__[0]=AZ&__tn__=R",
      "https://www.facebook.com/permalink.php?story_fbid=pfbid0L&id=1"
    ),
    (
      "https://l.facebook.com/l.php?u=http%3A%2F%2Fninten.do%2F6%3Ffbclid%3DIwAR&h=AT0",
      "http://ninten.do/6"
    ),
    (
      "https://lm.facebook.com/l.php?h=AT0&u=https%3A%2F%2Fa.b%2Fc%3Fd%3De%26fbclid%3Dx",
      "https://a.b/c?d=e"
    ),
    ("https://example.org/x?ref=1&fbclid=2#part", "https://example.org/x?ref=1#part"),
    ("//www.facebook.com/a?fref=nf", "https://www.facebook.com/a"),
    ("HTTPS://Web.Facebook.com/a", "https://www.facebook.com/a"),
    ("/1/photos/a.2/3/?type=3", "https://www.facebook.com/1/photos/a.2/3/?type=3"),
  ])
  func `an address is resolved`(href: String, address: String) {
    #expect(FacebookAddress.resolved(href) == address)
  }

  @Test(arguments: ["", "#", "javascript:alert(1)", "mailto:a@b.c", "posts/media/1.jpg", "http://"])
  func `what is no address is none`(href: String) {
    #expect(FacebookAddress.resolved(href) == nil)
  }

  @Test func `only other sites are outside`() {
    #expect(FacebookAddress.outbound("https://facebook.com.example.org/") != nil)
    #expect(FacebookAddress.outbound("https://notfacebook.com/") != nil)
    #expect(FacebookAddress.outbound("https://m.facebook.com/x") == nil)
    #expect(FacebookAddress.outbound("/x") == nil)
  }

  @Test(arguments: [
    ("https://www.facebook.com/permalink.php?story_fbid=2385517911690633&id=1", "2385517911690633"),
    ("https://www.facebook.com/1/photos/a.2/2371503593092065/?type=3", "2371503593092065"),
    ("https://www.facebook.com/Nintendo/posts/4193752747375813", "4193752747375813"),
    ("https://www.facebook.com/Nintendo/posts/some-words/4193752747375813", "4193752747375813"),
    ("https://www.facebook.com/N/videos/monthly-rewind/286348296528911/", "286348296528911"),
    ("https://www.facebook.com/groups/1/permalink/77/", "77"),
    ("https://www.facebook.com/photo/?fbid=5&set=a.1", "5"),
    ("https://www.facebook.com/Nintendo/posts/pfbid02", nil),
    ("https://www.facebook.com/Nintendo/", nil),
  ])
  func `the id of a post is in its address`(address: String, id: String?) {
    #expect(FacebookAddress.postID(address) == id)
  }
}
