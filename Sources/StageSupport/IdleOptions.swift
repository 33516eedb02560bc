import ArgumentParser

extension StageCommand {
  /// The options on a command line that change nothing, as `--hidden` with `--method lsa`.
  ///
  /// - Parameter arguments: What was parsed, with what a pipeline file gave.
  /// - Returns: Each option once, in the order of their declaration.
  package func idleOptions(in arguments: [String]) -> [String] {
    let typed = arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }
    let given = Set(typed.map { String($0.prefix { $0 != "=" }) })
    return idleGroups.flatMap { EffectiveOptions(of: $0).entries.map { "--\($0.name)" } }
      .filter(given.contains)
  }

  /// Tells of options that change nothing: an effect that somebody hoped for would be missed in silence.
  func warnOfIdleOptions(in arguments: [String], log: Log) {
    let idle = idleOptions(in: arguments)
    guard !idle.isEmpty else { return }
    let method = EffectiveOptions(of: self).entries.first { $0.name == "method" }?.values.first
    let reader = method.map { "--method \($0)" } ?? "this command"
    log.warning("\(reader) does not read \(idle.joined(separator: ", "))")
  }
}
