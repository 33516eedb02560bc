import Crawling
import Testing

@Suite struct `The clock of an export` {
  private func offset(_ datetime: String, _ words: String) throws -> Int? {
    let html =
      #"<aside role="contentinfo">By Ann on <time datetime="\#(datetime)">\#(words)</time>"#
    let page = HTMLDocument(Array(html.utf8).span)
    return ExportClock(try #require(page)).offset
  }

  @Test(arguments: [
    ("2026-08-19T14:33Z", "Wednesday, August 19, 2026 at 4:33 PM UTC", 120),
    ("2026-08-19T14:33Z", "Wednesday, August 19, 2026 at 2:33 PM UTC", 0),
    ("2026-08-19T14:33Z", "Wednesday, August 19, 2026 at 7:33 AM UTC", -420),
    ("2026-08-19T14:33:59.123Z", "mercredi 19 août 2026 à 16:33 UTC", 120),
    ("2026-08-19T14:33:00+00:00", "2026年8月19日 23:33", 540),
    ("2026-08-19T23:33Z", "Thursday, August 20, 2026 at 5:18 AM", 345),
    ("2026-12-31T23:33Z", "Friday, January 1, 2027 at 12:33 AM", 60),
    ("2027-01-01T00:33Z", "Thursday, December 31, 2026 at 12:33 PM", -720),
  ])
  func `the offset is what the words are ahead`(datetime: String, words: String, minutes: Int)
    throws
  {
    #expect(try offset(datetime, words) == minutes)
  }

  @Test(arguments: [
    ("2026-08-19T14:33Z", "Wednesday, August 19, 2026 at 4:40 PM UTC"),
    ("2026-08-19T14:33Z", "Friday, August 21, 2026 at 4:33 PM UTC"),
    ("2026-08-19T14:33", "Wednesday, August 19, 2026 at 4:33 PM UTC"),
    ("2026-13-19T14:33Z", "Wednesday, August 19, 2026 at 4:33 PM UTC"),
    ("2026-08-19T14:33Z", "yesterday"), ("", ""),
  ])
  func `what cannot be a zone gives no offset`(datetime: String, words: String) throws {
    #expect(try offset(datetime, words) == nil)
  }
}
