import ArgumentParser

/// What is known of the vectors beside their numbers.
struct AttributeArguments: ParsableArguments {
  @Option(
    name: .customLong("attributes"),
    help: """
      Facts about the vectors' ids or their documents (.tsv: id, field, value). Default: crawl/fields.tsv, if \
      any
      """)
  var facts: String?

  @Option(
    help: """
      The documents (.tsv: id, author, language), for the attributes of authors and for languages. Default: \
      clean/documents.tsv, if any
      """)
  var documents: String?

  @Option(
    name: .customLong("attribute"), parsing: .singleValue,
    help: "A field to tell of; give it several times for several. Default: all")
  var fields: [String] = []
}
