import ArgumentParser
import Artifacts
import ModelHub
import StageSupport

extension Models {
  /// `embed models list`: the catalogue, and what else is in the cache.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the models that have a name, and those that are here.",
      discussion: """
        EXAMPLE
          embed models list | column -t -s $'\\t'
          embed models list --sizes

        Prints a table: name, dimensions of a vector, parameters (to three digits), the longest text in \
        tokens, bytes of the model's files, licence, the prefix that the model wants before texts, and \
        its folder if it is on this machine. Bytes are known of models that are here; with --sizes the \
        hub is asked about the others.
        """)

    @Flag(help: "Ask the hub for the sizes of models that are not here.")
    var sizes = false

    @OptionGroup var options: ModelOptions

    private static let columns = [
      "name", "dimensions", "parameters", "tokens", "bytes", "licence", "prefix", "folder",
    ]

    func run() throws {
      let cache = try ModelCache.standard()
      let hub = sizes ? try Models.hub() : nil
      let known = try ModelCatalogue.models.map { try ModelName($0.name) }
      let others = cache.names.filter { !known.contains($0) }
      let records = try (known + others).map { try record($0, cache, hub) }
      try writeTable("-", columns: Self.columns, records)
    }

    /// The row of a model; what is not known about it stays empty.
    private func record(
      _ name: ModelName, _ cache: ModelCache, _ hub: HubClient?
    ) throws -> [String] {
      let model = ModelCatalogue.model(name.description)
      let manifest = try cache.manifest(of: name)
      let bytes = try manifest?.size ?? hub?.size(of: name)
      func text(_ number: Int?) -> String { number.map(String.init) ?? "" }
      return [
        name.description, text(model?.dimensions), text(model?.parameters), text(model?.tokens),
        text(bytes), model?.licence ?? "", model?.prefix ?? "",
        manifest == nil ? "" : cache.folder(of: name),
      ]
    }
  }
}
