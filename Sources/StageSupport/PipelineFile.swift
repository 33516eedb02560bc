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
/// the option, `true` is a flag and `false` leaves it out. The real command line comes after it and
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
    } catch let error as YamlError {
      throw FileError(
        .configuration, path, "is not YAML: \(error)",
        remedy: "correct it; indent with blanks, not tabs")
    } catch {
      throw FileError(.configuration, path, "is not YAML: \(error)", remedy: "correct it")
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
    guard var mapping = root[flow]?.mapping else {
      let hint = closestMatch(to: flow, among: flows).map { ". Did you mean '\($0)'?" } ?? ""
      throw FileError(
        .configuration, path, "has no flow '\(flow)'",
        remedy: "it has \(flows.joined(separator: ", "))\(hint)")
    }
    for name in section {
      guard let inner = mapping[name] else { return [] }
      if inner.null != nil { return [] }
      guard let next = inner.mapping else {
        throw error(inner, "'\(name)' is not a section", remedy: "write options below it")
      }
      mapping = next
    }
    var arguments: [String] = []
    for (key, value) in mapping {
      arguments += try self.arguments(key: key, value: value, options: options)
    }
    return arguments
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
    guard let text = value.scalar?.string else {
      throw error(value, "'\(name)' has a section as its value", remedy: "give one value or a list")
    }
    if value.scalar?.style == .plain, let flag = value.bool { return flag ? ["--\(name)"] : [] }
    return ["--\(name)=\(text)"]
  }

  private func error(_ node: Node, _ problem: String, remedy: String) -> FileError {
    FileError(.configuration, path, line: node.mark?.line, problem, remedy: remedy)
  }
}
