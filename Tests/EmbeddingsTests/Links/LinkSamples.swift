import DocumentTerms
import Embeddings
import LinearAlgebra

/// Links of documents in groups: each document links to eight targets of its group, and to one of any.
func groupedLinks(groups: Int = 4, documents: Int = 12) -> (ids: [String], lists: [[String]]) {
  var generator = KeyedGenerator(seed: 5, purpose: "grouped links")
  var (ids, lists): ([String], [[String]]) = ([], [])
  for group in 0..<groups {
    for document in 0..<documents {
      ids.append("book-\(group)-\(document)")
      lists.append((0..<8).map { _ in "page-\(group)-\(generator.below(10))" })
      lists[lists.count - 1].append("page-\(generator.below(groups))-\(generator.below(10))")
    }
  }
  return (ids, lists)
}

func termMatrix(_ lists: [[String]], separator: String = " ") -> DocumentTermMatrix {
  DocumentTermMatrix(
    lists.map { $0.joined(separator: separator) }, separator: separator.utf8.first ?? 0, threads: 1)
}

/// The graph of links whose targets are all kept.
func linkGraph(_ ids: [String], _ lists: [[String]], separator: String = " ") -> LinkGraph {
  var options = Vocabulary.Options()
  (options.minimumDocuments, options.maximumShare) = (1, 1)
  return LinkGraph(ids: ids, termMatrix(lists, separator: separator), options)
}

func groupedGraph(groups: Int = 4, documents: Int = 12) -> LinkGraph {
  let (ids, lists) = groupedLinks(groups: groups, documents: documents)
  return linkGraph(ids, lists)
}

func linkTrainer(
  _ graph: LinkGraph, _ change: (inout LinkTrainer.Options) -> Void = { _ in }
) -> LinkTrainer {
  var options = LinkTrainer.Options()
  (options.dimensions, options.batch, options.epochs, options.learningRate) = (12, 64, 30, 0.01)
  change(&options)
  return LinkTrainer(
    graph, options, documents: options.startOfDocuments(graph.documents),
    targets: options.startOfTargets(graph.targets))
}

/// The space that a trainer learns with all its steps.
func linkSpace(
  _ graph: LinkGraph, threads: Int = 1, _ change: (inout LinkTrainer.Options) -> Void = { _ in }
) -> LinkSpace {
  var trainer = linkTrainer(graph, change)
  while trainer.stepsLeft > 0 { trainer.run(steps: 7, threads: threads) }
  return LinkSpace(trainer, of: graph, threads: threads)
}

/// The group in the name of a document or target.
func group(_ name: String) -> Substring { name.split(separator: "-")[1] }
