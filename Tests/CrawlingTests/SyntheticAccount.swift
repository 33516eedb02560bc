import Foundation

/// An account that nobody has, and the exports that Facebook would make of it: of three generations in
/// HTML, and in JSON. The exports hold the same posts.
struct SyntheticAccount {
  /// A generation of the export in HTML.
  enum Generation: String, CaseIterable, Sendable {
    /// 2018 to 2020.
    case first
    /// 2021 to 2023.
    case second
    /// Since 2024.
    case third
  }

  /// A post of the account.
  struct Post {
    /// Seconds since 1970; whole minutes, since the first generation shows no seconds.
    var time: Int
    var headline = ""
    var text = ""
    var link = ""
    /// The paths of its pictures from the root of the export.
    var photos: [String] = []
    /// What is written under each picture.
    var caption = ""
    var isUpdated = false
  }

  var name = "Zoë Árnadóttir"
  var posts: [Post]
  /// The minutes that the account's clock is ahead of UTC.
  var offset = 120
  /// The language of the dates: en, fr, vi, ja or de.
  var language = "en"
  /// Whether the page says what its clock showed at a known instant.
  var hasClock = true

  /// An account with posts of every kind.
  static var standard: SyntheticAccount {
    let photos = (1...3).map { "posts/media/harvest/\($0).jpg" }
    return SyntheticAccount(posts: [
      Post(
        time: 1_564_000_020, headline: "Zoë Árnadóttir updated her status.", text: "Halló heimur"),
      Post(
        time: 1_564_100_040, headline: "Zoë Árnadóttir shared a link.",
        text: "partagé à l’été 🌋\n\nline two & <three>", link: "https://example.org/a?b=1&c=2",
        isUpdated: true),
      Post(
        time: 1_577_880_000, headline: "Zoë Árnadóttir added 3 new photos.", text: "Apples",
        photos: photos, caption: "From the garden"),
      Post(
        time: 1_593_600_000, headline: "Zoë Árnadóttir updated her status.",
        text: "Thanks @[2415:69:Big Page] and Ã alone"),
      Post(time: 1_609_459_140, text: "Midnight in another year"),
    ])
  }

  // MARK: Dates

  private static let months: [String: [String]] = [
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "fr": [
      "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
      "déc.",
    ],
    "de": ["Jan", "Feb", "März", "Apr", "Mai", "Juni", "Juli", "Aug", "Sep", "Okt", "Nov", "Dez"],
    "vi": (1...12).map { "Tháng \($0)" },
    "ja": (1...12).map { "\($0)月" },
  ]

  /// The parts of a time as the account's clock showed them.
  private func parts(_ time: Int) -> DateComponents {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: offset * 60) ?? .gmt
    return calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second, .weekday],
      from: Date(timeIntervalSince1970: TimeInterval(time)))
  }

  /// A date as a generation writes it.
  func date(_ time: Int, _ generation: Generation) -> String {
    let parts = parts(time)
    guard let year = parts.year, let month = parts.month, let day = parts.day,
      let hour = parts.hour, let minute = parts.minute, let second = parts.second,
      let names = Self.months[language]
    else { return "" }
    let name = names[month - 1]
    let half = hour < 12 ? 0 : 1
    let hour12 = (hour + 11) % 12 + 1
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let seconds = "\(two(minute)):\(two(second))"
    let halves =
      ["vi": ["sa", "ch"], "ja": ["AM", "PM"], "en": ["am", "pm"]][language] ?? ["", ""]
    if language == "fr" || language == "de" {
      let clock = generation == .first ? two(minute) : seconds
      return "\(name) \(two(day)), \(year)\(generation == .first ? "," : "") \(hour):\(clock)"
    }
    switch generation {
    case .first:
      return "\(name) \(day), \(year), \(hour12):\(two(minute)) \(halves[half].uppercased())"
    case .second: return "\(name) \(two(day)), \(year) \(hour12):\(seconds)\(halves[half])"
    case .third: return "\(name) \(two(day)), \(year) \(hour12):\(seconds) \(halves[half])"
    }
  }

  /// "Updated", with the date of the post.
  private func update(_ date: String) -> String {
    switch language {
    case "fr": "Mis à jour \(date)"
    case "vi": "Đã cập nhật \(date)"
    case "ja": "\(date)に更新"
    case "de": "Aktualisiert \(date)"
    default: "Updated \(date)"
    }
  }

  // MARK: HTML

  /// The file of posts of an export in HTML.
  func html(_ generation: Generation) -> String {
    let posts = posts.map { html($0, generation) }.joined()
    let main =
      generation == .first
      ? #"<div class="_4t5n" role="main">\#(posts)</div>"#
      : #"<main class="_a706" role="main">\#(posts)</main>"#
    return """
      <html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />\
      <base href="../" /><title>Your posts</title></head><body class="_5vb_ _2yq">\
      \(bar(generation))\(clock)\(main)</body></html>
      """
  }

  private func bar(_ generation: Generation) -> String {
    switch generation {
    case .first: #"<span class="_1vp5">\#(name)</span><div class="_3b0d">Your Posts</div>"#
    case .second: #"<span class="_a7cv">\#(name)</span><div class="_a70e">Your posts</div>"#
    case .third:
      #"<div class="_a70e">Your posts</div><div class="_aoaa"><div>Generated by \#(name) on "#
        + "Wednesday, August 19, 2026 at 4:33 PM UTC</div></div>"
    }
  }

  /// The page's own date, as an instant and in words; the printed zone is always UTC.
  private var clock: String {
    guard hasClock else { return "" }
    let now = 1_787_149_980  // 2026-08-19T14:33Z
    let parts = parts(now)
    let hour = parts.hour ?? 0
    let words =
      "August \(parts.day ?? 0), \(parts.year ?? 0) at \((hour + 11) % 12 + 1):\(parts.minute ?? 0) "
      + "\(hour < 12 ? "AM" : "PM") UTC"
    return """
      <aside role="contentinfo">Generated by \(name) on <time datetime="2026-08-19T14:33Z">\
      Wednesday, \(words)</time></aside>
      """
  }

  private func html(_ post: Post, _ generation: Generation) -> String {
    let date = date(post.time, generation)
    let update = post.isUpdated ? "<div>\(update(date))</div>" : ""
    let text = post.text.isEmpty ? "" : part("<div>\(escaped(post.text))</div>\(update)")
    let body = link(post) + post.photos.map { photo($0, post) }.joined() + text
    let headline = { (classes: String) in
      post.headline.isEmpty ? "" : #"<div class="\#(classes)">\#(post.headline)</div>"#
    }
    let dyi = #"<a href="https://www.facebook.com/dyi/l/?l=1">"#
    switch generation {
    case .first:
      return #"<div class="pam _3-95 _2pi0 _2lej uiBoxWhite noborder">"#
        + headline("_3-96 _2pio _2lek _2lel")
        + #"<div class="_3-96 _2let"><div>\#(body)</div></div>"#
        + #"<div class="_3-94 _2lem">\#(dyi)\#(date)</a></div></div>"#
    case .second:
      return #"<div class="_3-95 _a6-g">"# + headline("_2ph_ _a6-h _a6-i")
        + #"<div class="_2ph_ _a6-p"><div>\#(body)</div></div><div class="_3-94 _a6-o">\#(dyi)"#
        + #"<div class="_a72d">\#(date)</div></a></div></div>"#
    case .third:
      return #"<section class="_a6-g"><h2 class="_2ph_ _a6-h _a6-i">\#(post.headline)</h2>"#
        + #"<div class="_2ph_ _a6-p"><div>\#(body)</div></div><footer class="_3-94 _a6-o">\#(dyi)"#
        + #"<div class="_a72d">\#(date)</div></a></footer></section>"#
    }
  }

  private func part(_ content: String) -> String { #"<div class="_2pin">\#(content)</div>"# }

  private func link(_ post: Post) -> String {
    guard !post.link.isEmpty else { return "" }
    let link = escaped(post.link)
    return part(
      String(repeating: "<div>", count: 6) + #"<a href="\#(link)">\#(link)</a>"#
        + String(repeating: "</div>", count: 6))
  }

  private func photo(_ path: String, _ post: Post) -> String {
    part(
      #"<div><div><div><a href="\#(path)"><img src="\#(path)"/></a><div>\#(escaped(post.caption))"#
        + "</div></div></div></div>")
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\n", with: "<br />")
  }

  // MARK: JSON

  /// The file of posts of an export in JSON, its texts garbled as Facebook garbles them.
  func json() throws -> Data {
    let records = posts.map(record)
    return try JSONSerialization.data(
      withJSONObject: records, options: [.prettyPrinted, .sortedKeys])
  }

  private func record(_ post: Post) -> [String: Any] {
    var record: [String: Any] = ["timestamp": post.time]
    if !post.headline.isEmpty { record["title"] = garbled(post.headline) }
    record["data"] = [["post": garbled(post.text)], ["update_timestamp": post.time + 60]]
    var items: [[String: Any]] = post.photos.map { path in
      [
        "media": [
          "uri": path, "creation_timestamp": post.time, "description": garbled(post.caption),
        ]
      ]
    }
    if !post.link.isEmpty {
      items.append(["external_context": ["url": post.link, "name": "A"]])
    }
    if !items.isEmpty { record["attachments"] = [["data": items]] }
    return record
  }

  /// Each byte of the text as a character.
  private func garbled(_ text: String) -> String {
    String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))
  }
}
