import ArgumentParser
import Artifacts
import Yams

/// The file that holds the options of every stage of every flow.
///
///     facebook:
///       cluster:
///         method: kmeans
///         clusters: 8
///
/// A stage's section is a command line typed earlier: `clusters: 8` is `--clusters 8`, a list repeats
/// the option, `true` is a flag and `false` leaves it out (`yes`, `no`, `on` and `off` are words). The real command line comes after it and
/// wins, except that repeated options add up. A command with subcommands has a section for each in its own.
public struct PipelineFile {
  /// The path of the file.
  public let path: String
  private let root: Node.Mapping

  /// Reads the file at `path`.
  ///
  /// - Throws: ``FileError`` if it is missing or not a mapping of flows.
  public init(contentsOf path: String) throws(FileError) {
    self.path = path
    let file = try MappedFile(path)
    guard let text = try? UTF8Span(validating: file.bytes) else {
      throw FileError(.configuration, path, "is not valid UTF-8", remedy: "convert it with iconv")
    }
    let node: Node?
    do {
      node = try compose(yaml: String(copying: text))
    } catch {
      throw Self.syntaxError(error, path: path)
    }
    guard let mapping = node?.mapping else {
      throw FileError(
        .configuration, path, line: 1, "is not a mapping of flows",
        remedy: "write a flow's name, a colon, and its stages below it")
    }
    root = mapping
  }

  /// The names of the flows, in the order of the file.
  public var flows: [String] { root.keys.compactMap(\.string) }

  /// The section of a stage as command line arguments; none if the flow has no such section.
  ///
  /// - Parameters:
  ///   - flow: The name of the flow.
  ///   - section: The stage, and the subcommand where it has some.
  ///   - options: The names of the options that the stage knows, without dashes.
  /// - Returns: The arguments, in the order of the file.
  /// - Throws: ``FileError`` with the line of an unknown flow, an unknown option, or a value that is
  ///   neither a scalar nor a list.
  public func arguments(
    flow: String, section: [String], options: [String]
  ) throws(FileError) -> [String] {
    guard let flowNode = root[flow] else {
      let hint = closestMatch(to: flow, among: flows).map { ". Did you mean '\($0)'?" } ?? ""
      throw FileError(
        .configuration, path, "has no flow '\(flow)'",
        remedy: "it has \(flows.joined(separator: ", "))\(hint)")
    }
    try requireSection(flowNode, named: flow)
    var mapping = flowNode.mapping ?? [:]
    for name in section {
      guard let inner = try subsection(name, of: mapping) else { return [] }
      mapping = inner
    }
    var arguments: [String] = []
    for (key, value) in mapping {
      arguments += try self.arguments(key: key, value: value, options: options)
    }
    return arguments
  }

  /// The section called `name` among sections; nil if there is none or it is empty.
  private func subsection(
    _ name: String, of sections: Node.Mapping
  ) throws(FileError) -> Node.Mapping? {
    for (key, value) in sections { try requireSection(value, named: key.string ?? "", at: key) }
    if let section = sections[name] { return section.mapping }
    // A misspelt section would otherwise be passed over, and its options with it.
    let names: [String] = sections.keys.compactMap(\.string)
    if let near = closestMatch(to: name, among: names) {
      let key = sections.keys.first { $0.string == near }
      throw error(key, "unknown section '\(near)'", remedy: "did you mean '\(name)'?")
    }
    return nil
  }

  private func requireSection(
    _ node: Node, named name: String, at key: Node? = nil
  ) throws(FileError) {
    guard node.mapping != nil || node.null != nil else {
      throw error(key ?? node, "'\(name)' is not a section", remedy: "write options below a stage")
    }
  }

  private func arguments(
    key: Node, value: Node, options: [String]
  ) throws(FileError) -> [String] {
    let name = key.string ?? ""
    guard options.contains(name) else {
      let hint = closestMatch(to: name, among: options)
      throw error(
        key, "unknown option '\(name)'",
        remedy: hint.map { "did you mean '\($0)'?" } ?? "--help lists the options of the stage")
    }
    if let items = value.sequence {
      var arguments: [String] = []
      for item in items { arguments += try self.arguments(key: key, value: item, options: options) }
      return arguments
    }
    guard let scalar = value.scalar else {
      throw error(value, "'\(name)' has a section as its value", remedy: "give one value or a list")
    }
    if scalar.style == .plain {
      // Not `Node.bool`, for which `no`, the code of Norwegian, is false too.
      if ["true", "True", "TRUE"].contains(scalar.string) { return ["--\(name)"] }
      if ["false", "False", "FALSE"].contains(scalar.string) { return [] }
      if value.null != nil {
        throw error(key, "'\(name)' has no value", remedy: "give one, or remove the line")
      }
    }
    // The parser takes `--name=` for an option without a value.
    return scalar.string.isEmpty ? ["--\(name)", ""] : ["--\(name)=\(scalar.string)"]
  }

  private static func syntaxError(_ error: any Error, path: String) -> FileError {
    let remedy = "correct it; indent with blanks, not tabs"
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return FileError(
        .configuration, path, line: mark.line, "is not YAML: \(problem)", remedy: remedy)
    case .duplicatedKeysInMapping(let duplicates, let context):
      return FileError(
        .configuration, path, line: context.mark.line,
        "has \(duplicates.map { "'\($0)'" }.joined(separator: ", ")) more than once in a section",
        remedy: "keep one of them")
    default:
      return FileError(.configuration, path, "is not YAML: \(error)", remedy: remedy)
    }
  }

  private func error(_ node: Node?, _ problem: String, remedy: String) -> FileError {
    FileError(.configuration, path, line: node?.mark?.line, problem, remedy: remedy)
  }
}
