import Artifacts
import Clustering
import StageSupport

/// The values that vectors have of each attribute: the fields of `crawl/fields.tsv`, and of
/// `clean/documents.tsv` the language and, where documents were clustered, the author.
///
/// A vector that stands for an author has the values of all documents of the author, each by the share of them
/// that has it.
struct Attributes {
  /// An attribute: its values, and how many documents of each member have which.
  private struct Attribute {
    struct Place: Hashable { let member, value: Int }

    private(set) var values: [String] = []
    private(set) var counts: [Place: Int] = [:]
    private var numbers: [String: Int] = [:]

    mutating func add(_ value: String, to member: Int) {
      let number = numbers[value] ?? values.count
      if number == values.count {
        numbers[value] = number
        values.append(value)
      }
      counts[Place(member: member, value: number), default: 0] += 1
    }
  }

  /// The number of values that are told of an attribute in a cluster, and the least *z* of each: chance makes
  /// one in a thousand as large.
  private static let (most, leastZ) = (5, 3.0)

  private let rows: [String: Int]
  private let wanted: Set<String>
  private var attributes: [String: Attribute] = [:]
  /// All fields that a vector has, those that nobody asked for too.
  private var seen: Set<String> = []
  /// The number of documents of each member.
  private var documents: [Int]
  /// The member of each document that is not a member itself.
  private var memberOfDocument: [String: Int] = [:]

  /// Reads the tables that there are.
  ///
  /// - Throws: ``FileError`` if one of them is malformed, or if `--attribute` names no field of them.
  init(_ ids: [String], _ arguments: AttributeArguments, _ output: inout StageOutput) throws {
    rows = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    wanted = Set(arguments.fields)
    documents = [Int](repeating: 0, count: ids.count)
    if let path = try output.optionalInput(arguments.documents, "clean/documents.tsv") {
      try readDocuments(Table(contentsOf: path))
    }
    for member in documents.indices where documents[member] == 0 { documents[member] = 1 }
    if let path = try output.optionalInput(arguments.facts, "crawl/fields.tsv") {
      try readFacts(Table(contentsOf: path))
    }
    if let missing = arguments.fields.first(where: { attributes[$0] == nil }) {
      throw UsageError(
        "--attribute: no vector has a field '\(missing)'; there are "
          + (seen.isEmpty ? "none" : seen.sorted(by: precedesBytewise).joined(separator: ", ")))
    }
  }

  private mutating func readDocuments(_ table: Table) throws {
    let (ids, authors) = (try table.keys("id"), try table.column("author"))
    let languages = try table.column("language")
    for row in ids.indices {
      let own = rows[ids[row]]
      guard let member = own ?? rows[authors[row]] else { continue }
      documents[member] += 1
      if own == nil { memberOfDocument[ids[row]] = member }
      add("language", languages[row], to: member)
      if own != nil { add("author", authors[row], to: member) }
    }
  }

  private mutating func readFacts(_ table: Table) throws {
    let (ids, fields) = (try table.column("id"), try table.column("field"))
    let values = try table.column("value")
    for row in ids.indices {
      guard let member = rows[ids[row]] ?? memberOfDocument[ids[row]] else { continue }
      for value in values[row].split(separator: "|") { add(fields[row], String(value), to: member) }
    }
  }

  private mutating func add(_ field: String, _ value: String, to member: Int) {
    guard !value.isEmpty else { return }
    seen.insert(field)
    guard wanted.isEmpty || wanted.contains(field) else { return }
    attributes[field, default: Attribute()].add(value, to: member)
  }

  /// The values that are typical of each cluster, as a table.
  ///
  /// - Parameters:
  ///   - labels: The cluster of each member, −1 for none.
  ///   - numbers: What the clusters are called.
  /// - Returns: The records of `attributes.tsv`.
  func records(labels: [Int], numbers: [Int]) -> [[String]] {
    // Numbers are measured, not shared: that two members have 443 clicks says nothing.
    let names = attributes.keys.sorted(by: precedesBytewise).filter { name in
      attributes[name]?.values.allSatisfy { Double($0) != nil } == false
    }
    let tables = names.map { (name: $0, cells: cells($0, labels, clusters: numbers.count)) }
    return numbers.indices.sorted { numbers[$0] < numbers[$1] }.flatMap { cluster in
      tables.flatMap { name, cells in
        cells[cluster].enumerated().map { rank, cell in
          [
            "\(numbers[cluster])", name, "\(rank + 1)", cell.value, "\(cell.cell.members)",
            decimal(cell.cell.share), decimal(cell.cell.overall), decimal(cell.cell.z),
          ]
        }
      }
    }
  }

  private func cells(
    _ name: String, _ labels: [Int], clusters: Int
  ) -> [[(value: String, cell: LabelDistribution.Cell)]] {
    guard let attribute = attributes[name] else { return [] }
    // Numbered by the bytewise order of the values, which decides between equal ones.
    let order = attribute.values.indices.sorted {
      precedesBytewise(attribute.values[$0], attribute.values[$1])
    }
    var rank = order
    for (place, value) in order.enumerated() { rank[value] = place }
    let entries = attribute.counts.map { place, count in
      LabelDistribution.Entry(
        member: place.member, value: rank[place.value],
        // A fact may stand twice in a document.
        share: min(1, Double(count) / Double(documents[place.member])))
    }.sorted { ($0.member, $0.value) < ($1.member, $1.value) }
    let distribution = LabelDistribution(
      entries, values: order.count, labels: labels, clusters: clusters)
    return distribution.cells.map { cells in
      cells.filter { $0.z >= Self.leastZ && $0.members >= 2 }.prefix(Self.most)
        .map { (attribute.values[order[$0.value]], $0) }
    }
  }
}
