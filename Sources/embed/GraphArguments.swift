import ArgumentParser
import Embeddings

/// The options of `--method graph` and `--method propagation`.
struct GraphArguments: ParsableArguments {
  @Option(
    help: """
      Edges between nodes of any sort instead of those of documents: a table with the columns source, \
      target, and perhaps weight.
      """)
  var edges: String?

  @Option(
    help: """
      What is known of documents, or of the nodes of --edges, besides their edges: vectors (.npy with its \
      table), or a table with the columns id and features, which are names with blanks between them.
      """)
  var nodeFeatures: String?

  @Option(
    help: """
      What documents are connected with: their words, the targets of their links, their authors; may be \
      repeated. Default: words, or links with --features links; and authors with --pool author.
      """)
  var edgeType: [EdgeType] = []

  @Option(
    help: """
      What stands in for the features of nodes where none are given. spectral: directions in which the \
      edges vary together, as lsa finds them. identity: a vector for each node, learned in training.
      """)
  var initialFeatures = InitialFeatures.spectral

  @Option(
    help: """
      The neighbors that are drawn of a node, and then of each of these, as in 15,10: for graphs that are \
      too large for steps over all of it. Default: all.
      """)
  var fanout: String?

  @Option(
    help: """
      How nodes are drawn for pairs that are no edges: uniform, or by degree, the number of edges to the \
      power of 0.75.
      """)
  var negativeSampling = NegativeSampling.uniform

  @Option(
    help: """
      The share of the edges that a step over the whole graph predicts and does not use, so that it learns \
      to predict edges that are missing; 0 to use and predict all.
      """)
  var maskedShare = 0.5

  @Option(help: "The share of the weights, times the learning rate, by which a step shrinks them.")
  var weightDecay = 0.01

  @Option(help: "For propagation: how many steps features travel.")
  var steps = 2

  @Option(help: "For propagation: the share of its own features that a node keeps in every step.")
  var teleport = 0.0

  @Option(
    help: """
      For propagation: how neighbors are added up. symmetric: divided by the roots of both degrees. \
      random-walk: their mean.
      """)
  var normalization = AdjacencyNormalization.symmetric

  @Option(help: "For propagation: the weight of the edge from each node to itself; 0 for none.")
  var selfWeight = 1.0

  enum EdgeType: String, ExpressibleByArgument, CaseIterable { case words, links, authors }
  enum InitialFeatures: String, ExpressibleByArgument, CaseIterable { case spectral, identity }

  func validate() throws {
    if edges != nil, !edgeType.isEmpty {
      throw ValidationError("--edges stands for itself; leave out --edge-type.")
    }
    guard maskedShare >= 0, maskedShare < 1 else {
      throw ValidationError("--masked-share is a share: at least 0 and below 1.")
    }
    guard weightDecay >= 0, weightDecay.isFinite else {
      throw ValidationError("--weight-decay must not be negative.")
    }
    guard (0...1000).contains(steps) else { throw ValidationError("--steps must be 0 to 1000.") }
    guard teleport >= 0, teleport <= 1 else {
      throw ValidationError("--teleport is a share: from 0 to 1.")
    }
    guard selfWeight >= 0, selfWeight.isFinite else {
      throw ValidationError("--self-weight must not be negative.")
    }
    if fanout != nil, fanouts?.count != 2 {
      throw ValidationError(
        "--fanout is two numbers above 0 with a comma between them, as in 15,10.")
    }
  }

  /// The numbers of `--fanout`; nil if there are none.
  var fanouts: [Int]? {
    let numbers = fanout?.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard let numbers, numbers.allSatisfy({ $0 ?? 0 > 0 }) else { return nil }
    return numbers.compactMap(\.self)
  }

  /// The propagation that the options describe.
  var propagation: FeaturePropagation {
    var propagation = FeaturePropagation()
    (propagation.steps, propagation.teleport) = (steps, teleport)
    (propagation.normalization, propagation.selfWeight) = (normalization, selfWeight)
    return propagation
  }
}

extension NegativeSampling: ExpressibleByArgument {}
extension AdjacencyNormalization: ExpressibleByArgument {}
