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
      return [Entry(name: kebab(label.dropFirst()), values: texts(of: parsed))]
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

  /// `minimumCount` as it is typed: `minimum-count`.
  private static func kebab(_ label: Substring) -> String {
    label.reduce(into: "") { name, letter in
      name += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
  }
}

extension EffectiveOptions {
  /// What depends on the machine, or only says where files are: `run.json` leaves it out, so that it
  /// is the same wherever and with however many threads a stage runs.
  private static let unrecorded: Set<String> = [
    "config", "flow", "data", "output", "threads", "quiet", "log-format", "print-config", "input",
  ]

  /// The options for a run record: lists joined by commas.
  public var recorded: [String: String] {
    let kept = entries.filter { !Self.unrecorded.contains($0.name) && !$0.values.isEmpty }
    return Dictionary(kept.map { ($0.name, $0.values.joined(separator: ",")) }) { _, last in last }
  }

  /// The options as a section of a pipeline file.
  public func yaml(stage: String) -> String {
    let omitted: Set = ["config", "flow", "print-config"]
    let lines = entries.filter { !omitted.contains($0.name) && !$0.values.isEmpty }.map { entry in
      let values = entry.values.map(Self.scalar)
      return
        "  \(entry.name): \(values.count == 1 ? values[0] : "[\(values.joined(separator: ", "))]")"
    }
    return "\(stage):\n" + lines.joined(separator: "\n") + "\n"
  }

  /// A value as a YAML scalar, quoted unless it is a plain word, path or number.
  private static func scalar(_ value: String) -> String {
    let plain = value.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0))
    }
    if plain, value.first.map({ $0 != "-" || Double(value) != nil }) ?? false { return value }
    return "'" + value.replacing("'", with: "''") + "'"
  }
}
