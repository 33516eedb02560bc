/// A template in an article and what readers see of it.
///
/// Templates live in pages of their own, which are not read. Those that only format their parameters
/// are known by name; of all others nothing is shown.
struct TemplateCall {
  /// The name in the form of ``normalizedTemplateName(_:)``.
  let name: String
  private let parameters: [Wikitext.Parameter]
  private let renderer: WikitextRenderer

  init(name: String, _ parameters: [Wikitext.Parameter], renderer: WikitextRenderer) {
    self.name = name
    self.parameters = parameters
    self.renderer = renderer
  }

  /// What is shown.
  ///
  /// No parameter is rendered twice, so that templates in templates cost no more than their bytes.
  var text: String {
    if let form = Self.forms[name] { return text(form) }
    // {{lang-fr|…}}, {{birth date and age|…}} and the like are families.
    if name.hasPrefix("lang-") { return text(.parameter(1)) }
    return ""
  }

  private enum Form {
    /// A parameter by its position, or the last there is before it.
    case parameter(Int)
    /// All positions, each on a line of its own.
    case list
    /// A text before the first parameter.
    case prefixed(String)
    /// Always the same.
    case constant(String)
    /// A quotation, in the first parameter or in `text`.
    case quotation
    /// Year, month and day.
    case date
    /// A number and its unit.
    case measure
  }

  private func text(_ form: Form) -> String {
    switch form {
    case .parameter(let position):
      // No lazy collection here: it would ask twice at each level, and 2 to the power of 40 times.
      for index in (1...position).reversed() {
        if let text = self[index] { return text }
      }
      return ""
    case .list: return list
    case .prefixed(let prefix): return self[1].map { prefix + $0 } ?? ""
    case .constant(let text): return text
    case .quotation:
      return set(off: self[1] ?? self["text"] ?? self["quote"] ?? "")
    case .date: return date
    case .measure: return [self[1], self[2]].compactMap { $0 }.joined(separator: " ")
    }
  }

  private subscript(position: Int) -> String? { self["\(position)"] }

  /// A parameter without blanks around it; nil if it is not there or empty.
  private subscript(parameter: String) -> String? {
    guard let value = parameters.last(where: { $0.name == parameter })?.value else { return nil }
    let text = trimmed(renderer.text(value))
    return text.isEmpty ? nil : text
  }

  private func set(off text: String) -> String {
    let mark = String(WikitextRenderer.breakMark)
    return text.isEmpty ? "" : mark + text + mark
  }

  private var list: String {
    let items = parameters.filter { Int($0.name) != nil }.map { trimmed(renderer.text($0.value)) }
    return set(off: items.joined(separator: String(WikitextRenderer.breakMark)))
  }

  /// `May 6, 2004`, or `6 May 2004` with `df=y`; as much of it as is given.
  private var date: String {
    let numbers = (1...3).map { self[$0] ?? "" }
    guard let month = number(numbers[1], in: 1...12) else {
      return numbers.filter { !$0.isEmpty }.joined(separator: " ")
    }
    let name = Self.months[month - 1]
    guard let day = number(numbers[2], in: 1...31) else { return "\(name) \(numbers[0])" }
    let isDayFirst = ["y", "yes", "t", "true", "1"].contains(self["df"]?.lowercased())
    return isDayFirst ? "\(day) \(name) \(numbers[0])" : "\(name) \(day), \(numbers[0])"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private static let forms: [String: Form] = {
    var forms: [String: Form] = [
      "!": .constant("|"), "=": .constant("="), "'": .constant("'"), "nbsp": .constant(" "),
      "spaces": .constant(" "), "snd": .constant(" – "), "spnd": .constant(" – "),
      "spaced ndash": .constant(" – "), "ndash": .constant("–"), "mdash": .constant("—"),
      "spaced en dash": .constant(" – "), "em dash": .constant("—"), "en dash": .constant("–"),
      "circa": .prefixed("c. "), "c.": .prefixed("c. "), "ca.": .prefixed("c. "),
      "isbn": .prefixed("ISBN "), "isbnt": .parameter(1), "oclc": .prefixed("OCLC "),
      "us$": .prefixed("US$"), "gbp": .prefixed("£"), "£": .prefixed("£"),
      "as of": .prefixed("As of "),
      "url": .parameter(2), "convert": .measure, "cvt": .measure,
    ]
    let families: [(String, Form)] = [
      ("plainlist|flatlist|plain list|flat list|collapsible list|startplainlist", .list),
      (
        "ubl|unbulleted list|ubil|ublist|hlist|bulleted list|blist|cslist|comma separated entries",
        .list
      ),
      ("br|break|clear|-|·|•|dot|bullet|\\", .constant(String(WikitextRenderer.breakMark))),
      ("lang|langx|native name|transl|transliteration|wikt-lang", .parameter(2)),
      (
        "nowrap|nobr|nobreak|small|smaller|big|larger|smalldiv|nobold|noitalic|abbr|tooltip",
        .parameter(1)
      ),
      (
        "sic|nihongo|nihongo2|nihongo3|ill|interlanguage link|visible anchor|not a typo",
        .parameter(1)
      ),
      (
        "flag|flagu|flagcountry|center|centre|sup|sub|title|language|script|korean|zh",
        .parameter(1)
      ),
      (
        "proper name|strong|em|strikethrough|italic title prefixed|'\"|\"'|marriage|formatnum",
        .parameter(1)
      ),
      ("quote|blockquote|cquote|bquote|quotation|quote box|rquote|centered pull quote", .quotation),
      (
        "start date|start date and age|film date|release date|date|end date|birth date|death date",
        .date
      ),
      ("birth date and age|publication date|dts|start-date|book date|first published", .date),
    ]
    for (names, form) in families {
      for name in names.split(separator: "|") { forms[String(name)] = form }
    }
    return forms
  }()
}
