import ArgumentParser

/// The options of a parsed command with the values in effect, defaults included, in the order of
/// their declaration.
///
/// ArgumentParser has no list of them. Its property wrappers keep what was parsed in a stored property
/// `_parsedValue`, which reflection finds; the tests of this file fail if a new version changes that.
public struct EffectiveOptions {
  /// A long option and its values: one, or several for an option that can be repeated, or none for
  /// an option that was not given and has no default.
  public struct Entry: Equatable, Sendable {
    /// The name without the two dashes.
    public var name: String
    /// The values, as they would be typed; a flag has `true` or `false`.
    public var values: [String]
    /// Whether it is a flag, which takes no value on the command line.
    public var isFlag = false
  }

  /// The options, in the order of their declaration.
  public let entries: [Entry]

  /// Reads the options of `command`.
  public init(of command: some ParsableArguments) {
    entries = Self.entries(of: command)
  }

  private static func entries(of value: Any) -> [Entry] {
    Mirror(reflecting: value).children.flatMap { child -> [Entry] in
      guard let label = child.label, label.hasPrefix("_"), let parsed = parsed(child.value) else {
        return []
      }
      if parsed is any ParsableArguments { return entries(of: parsed) }
      return [
        Entry(name: kebab(label.dropFirst()), values: texts(of: parsed), isFlag: parsed is Bool)
      ]
    }
  }

  /// The payload of the `_parsedValue` of a property wrapper.
  private static func parsed(_ wrapper: Any) -> Any? {
    let stored = Mirror(reflecting: wrapper).children.first { $0.label == "_parsedValue" }
    guard let stored, let payload = Mirror(reflecting: stored.value).children.first,
      payload.label == "value"
    else { return nil }
    return payload.value
  }

  private static func texts(of value: Any) -> [String] {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.map { texts(of: $0.value) } ?? []
    case .collection: return mirror.children.flatMap { texts(of: $0.value) }
    default:
      if let argument = value as? any RawRepresentable { return ["\(argument.rawValue)"] }
      return ["\(value)"]
    }
  }

  /// `minimumCount` as it is typed, `minimum-count`; `baseURL` is `base-url`.
  private static func kebab(_ label: Substring) -> String {
    let letters = Array(label)
    return letters.indices.reduce(into: "") { name, index in
      let startsWord =
        index > 0 && letters[index].isUppercase
        && (!letters[index - 1].isUppercase
          || index + 1 < letters.count && letters[index + 1].isLowercase)
      name += (startsWord ? "-" : "") + letters[index].lowercased()
    }
  }
}

extension EffectiveOptions {
  /// What depends on the machine, or only says where files are: `run.json` leaves it out, so that it
  /// is the same wherever and with however many threads a stage runs.
  private static let unrecorded: Set<String> = [
    "config", "flow", "data", "output", "threads", "quiet", "log-format", "print-config", "input",
    "workers", "from-scratch",
  ]

  /// The options for a run record: lists joined by commas.
  public var recorded: [String: String] {
    let kept = entries.filter { !Self.unrecorded.contains($0.name) && !$0.values.isEmpty }
    return Dictionary(kept.map { ($0.name, $0.values.joined(separator: ",")) }) { _, last in last }
  }

  /// The options as a section of a pipeline file.
  public func yaml(stage: String) -> String { yaml(section: [stage]) }

  /// The options as a section of a pipeline file: that of a stage, or of a subcommand in its stage's.
  public func yaml(section: [String]) -> String {
    let omitted: Set = ["config", "flow", "print-config"]
    let lines = entries.filter { !omitted.contains($0.name) && !$0.values.isEmpty }.map { entry in
      let values = entry.isFlag ? entry.values : entry.values.map(Self.scalar)
      return "\(entry.name): "
        + (values.count == 1 ? values[0] : "[\(values.joined(separator: ", "))]")
    }
    let headings = section.enumerated().map { depth, name in
      String(repeating: "  ", count: depth) + name + ":\n"
    }
    let indent = String(repeating: "  ", count: section.count)
    return headings.joined() + lines.map { indent + $0 + "\n" }.joined()
  }

  /// A value as a YAML scalar, quoted unless it is a plain word, path or number.
  private static func scalar(_ value: String) -> String {
    let isPlain = value.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0))
    }
    let isLiteral = ["true", "false", "null"].contains(value.lowercased())
    let startsPlain = value.first.map { $0 != "-" || Double(value) != nil } ?? false
    if isPlain, startsPlain, !isLiteral { return value }
    if value.unicodeScalars.allSatisfy({
      $0.properties.generalCategory != .control && $0.value < 0x2028
    }) {
      return "'" + value.replacing("'", with: "''") + "'"
    }
    return doubleQuoted(value)
  }

  /// Single quotes would fold a line break into a blank.
  private static func doubleQuoted(_ value: String) -> String {
    let escaped = value.unicodeScalars.map { scalar in
      switch scalar {
      case "\\", "\"": return "\\\(scalar)"
      case _
      where scalar.properties.generalCategory == .control
        || scalar == "\u{2028}" || scalar == "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: return String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
