import Artifacts

extension JSONFile {
  /// The pre-tokenizers of `tokenizer.json`, in order.
  func preTokenizers(_ section: JSONValue, _ place: String) throws(FileError) -> [PreTokenizer] {
    let type = try string(section, "type", place)
    switch type {
    case "Sequence":
      var list: [PreTokenizer] = []
      for (index, inner) in try array(section, "pretokenizers", place).enumerated() {
        list += try preTokenizers(inner, "\(place).pretokenizers[\(index)]")
      }
      return list
    case "BertPreTokenizer": return [.bert]
    case "Whitespace": return [.whitespace]
    case "WhitespaceSplit": return [.property(.whitespace, .removed)]
    case "Punctuation":
      let isDefault = section["behavior"] == nil
      return [.property(.punctuation, isDefault ? .isolated : try behavior(section, place))]
    case "Digits":
      let single = try bool(section, "individual_digits", place)
      return [.property(.numeric, single ? .isolated : .contiguous)]
    case "CharDelimiterSplit": return [.delimiter(try scalar(section, "delimiter", place).value)]
    case "Split":
      return [
        .pattern(
          try pattern(section, place), try behavior(section, place),
          isInverted: try bool(section, "invert", place))
      ]
    case "Metaspace": return [.metaspace(try metaspace(section, place))]
    default: throw unsupported(place, type)
    }
  }

  private func behavior(_ section: JSONValue, _ place: String) throws(FileError) -> SplitBehavior {
    let name = try string(section, "behavior", place)
    guard let behavior = SplitBehavior(rawValue: name) else {
      throw unsupported("\(place).behavior", name)
    }
    return behavior
  }

  private func scalar(
    _ section: JSONValue, _ key: String, _ place: String
  ) throws(FileError) -> Unicode.Scalar {
    try value(section, key, place, "one character") { value in
      guard let text = value.string?.unicodeScalars, text.count == 1 else { return nil }
      return text.first
    }
  }

  private func metaspace(_ section: JSONValue, _ place: String) throws(FileError) -> Metaspace {
    let replacement = try scalar(section, "replacement", place)
    var prepending = Metaspace.Prepending.always
    if section["prepend_scheme"] != nil {
      let name = try string(section, "prepend_scheme", place)
      guard let scheme = Metaspace.Prepending(rawValue: name) else {
        throw unsupported("\(place).prepend_scheme", name)
      }
      prepending = scheme
    }
    // Files of before 2024 say it so.
    if try !bool(section, "add_prefix_space", place, or: true) { prepending = .never }
    return Metaspace(
      replacement: replacement, prepending: prepending,
      splits: try bool(section, "split", place, or: true))
  }
}
