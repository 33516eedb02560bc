import Crawling

extension FuzzTarget {
  /// Dates of Facebook's exports, of HTTP and of WARC files.
  static let dates = FuzzTarget(
    "dates", law: "a date that is read is one of the calendar, and is read again as the same",
    seeds: [
      "Jun 22, 2016 6:24:44 pm", "17 Aug 2019, 00:13", "7月 01, 2026 6:25:04 PM",
      "Tháng 10 01, 2025 10:21:24 ch", "ago 10, 2026 4:38 da tarde", "24.06.2016 09:12",
      "Wed, 21 Oct 2015 07:28:00 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
      "2026-11-21T06:49:09.123Z", "120", "2019年8月17日 上午12:13", "2016-06-24 9:12 a. m.",
    ],
    words: [
      "Jun", "février", "mars", "月", "日", "年", "上午", "下午", "오후", "am", "p.m.", "a. m.", ":", ",",
      ".", "-", "00", "12", "13", "24", "29", "30", "31", "59", "60", "99", "1969", "2016", "2100",
      "10000", " GMT", "Feb", "Mon, ", "Tháng ", "ch", "de", "at", "T", "Z", "١٢", "１２",
    ]
  ) { bytes throws(Violation) in
    let text = String(decoding: bytes, as: UTF8.self)
    let time = facebookTime(text)
    if let time {
      // What is written is of the form of WARC dates, but for its zone and perhaps its seconds.
      let whole = time.count == 16 ? time + ":00Z" : time + "Z"
      try require(Timestamp(whole)?.seconds == whole, "\(text) is \(time), no time")
    }
    let wait = retryAfter(text, now: 1e9)
    try require((wait ?? 0) >= 0 && (wait ?? 0).isFinite, "\(text) is a wait of \(wait ?? 0)")
    let stamp = Timestamp(text)
    if let stamp {
      try require(Timestamp(stamp.precise) == stamp, "\(text) is \(stamp.precise)")
      try require(stamp.compact.utf8.count == 14, "\(text) is \(stamp.compact)")
    }
    return "\(time?.count ?? 0) \(wait.map { $0 > 0 } as Any) \(stamp != nil)"
  }
}
