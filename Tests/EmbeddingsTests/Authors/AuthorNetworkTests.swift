import Artifacts
import Embeddings
import Glibc
import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

@Suite struct AuthorNetworkTests {
  /// A network of random weights, also where training starts with zeros.
  private func network(_ kind: AuthorNetwork.Kind) throws -> AuthorNetwork {
    let posts = try PostsOfAuthors(authors: 4, posts: 6, dimensions: 4).posts()
    var network = AuthorNetwork(
      kind, space: posts.space(of: [0, 1, 2, 3], threads: 1), hidden: 3, sample: 3, seed: 1)
    network.forEachParameter {
      $0 = Parameter($0.name, shape: $0.shape, .uniform(bound: 0.8), seed: 2)
    }
    return network
  }

  @Test(arguments: AuthorNetwork.Kind.allCases)
  func startsAsTheMeanInTheSpaceOfAuthors(kind: AuthorNetwork.Kind) throws {
    let posts = try PostsOfAuthors(authors: 6, posts: 7).posts()
    let space = posts.space(of: [0, 1, 2, 3, 4, 5], threads: 1)
    let network = AuthorNetwork(kind, space: space, hidden: 5, sample: 3, seed: 1)
    let samples = [[0, 3], [8, 9, 10], [40]]
    let vectors = network.vectors(ofSamples: samples, posts, threads: 1)
    let means = posts.means(ofSamples: samples, in: space, threads: 1)
    #expect(zip(vectors.elements, means.elements).allSatisfy { abs($0 - $1) < 1e-5 })
    // All posts of an author, in samples, have the mean of all posts.
    let all = posts.means(ofSamples: posts.posts, in: space, threads: 1)
    let authors = network.vectors(of: posts, threads: 1)
    #expect(zip(authors.elements, all.elements).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test(arguments: AuthorNetwork.Kind.allCases)
  func gradientsAreCentralDifferences(kind: AuthorNetwork.Kind) throws {
    var network = try network(kind)
    let lengths = [2, 1, 3]
    let rows = try PostsOfAuthors(authors: 1, posts: 6, dimensions: 4, seed: 5).vectors
    let factors = try PostsOfAuthors(authors: 1, posts: 3, dimensions: 4, seed: 6).vectors
    let z = network.space.whitened(rows, threads: 1)
    network.backward(network.forward(rows, lengths: lengths), outputGradient: factors)
    let parameters = network.parameters
    let expected = centralDifferences(at: parameters.flatMap(\.values)) { numbers in
      var start = 0
      let weights = parameters.map { parameter in
        start += parameter.count
        return Array(numbers[start - parameter.count..<start])
      }
      let vectors = Self.reference(kind, z, lengths, weights)
      return zip(vectors.flatMap(\.self), factors.elements).reduce(0) { $0 + $1.0 * Double($1.1) }
    }
    #expect(relativeError(parameters.flatMap(\.gradient), expected) < 1e-4)
  }

  /// The vectors of samples by naive code in double precision, before they are scaled.
  private static func reference(
    _ kind: AuthorNetwork.Kind, _ z: Matrix, _ lengths: [Int], _ weights: [[Double]]
  ) -> [[Double]] {
    let output = Array(weights.suffix(2))
    var start = 0
    return lengths.map { length in
      let rows = (start..<start + length).map { z.rows([$0]).elements.map(Double.init) }
      start += length
      var mean = (0..<4).map { column in rows.reduce(0) { $0 + $1[column] } / Double(length) }
      let state: [Double]
      switch kind {
      case .gru: state = Reference.gru(rows, weights: Array(weights[..<4]), hidden: 3)[length - 1]
      case .lstm: state = Reference.lstm(rows, weights: Array(weights[..<4]), hidden: 3)[length - 1]
      case .attention:
        let powers = rows.map { row in
          let features = Reference.dense(row, weight: weights[0], bias: weights[1])
          return exp(zip(features, weights[2]).reduce(0) { $0 + tanh($1.0) * $1.1 })
        }
        let sum = powers.reduce(0, +)
        let inner = rows.map {
          Reference.dense($0, weight: weights[3], bias: weights[4]).map { tanh($0) }
        }
        func pooled(_ rows: [[Double]]) -> [Double] {
          rows[0].indices.map { column in
            zip(rows, powers).reduce(0) { $0 + $1.0[column] * $1.1 } / sum
          }
        }
        (mean, state) = (pooled(rows), pooled(inner))
      }
      return zip(mean, Reference.dense(state, weight: output[0], bias: output[1])).map { $0 + $1 }
    }
  }

  /// An author's vector depends on the author's own posts alone, whatever the number of threads.
  @Test(arguments: AuthorNetwork.Kind.allCases)
  func authorsAreIndependent(kind: AuthorNetwork.Kind) throws {
    let network = try network(kind)
    let made = try PostsOfAuthors(authors: 9, posts: 11, dimensions: 4, seed: 3)
    let all = network.vectors(of: try made.posts(), threads: 1)
    #expect(network.vectors(of: try made.posts(), threads: 4) == all)
    let alone = try PostsOfAuthors(
      Array(made.ids[22..<33]), Array(made.authors[22..<33]), made.vectors.rows(22..<33))
    let one = network.vectors(of: try alone.posts(), threads: 2)
    #expect(zip(one.elements, all.elements[8..<12]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test(arguments: AuthorNetwork.Kind.allCases)
  func filesGiveTheSameNetwork(kind: AuthorNetwork.Kind) throws {
    let network = try network(kind)
    let folder = try TemporaryFolder()
    try network.write { folder.file($0) }
    let read = try AuthorNetwork(folder: folder.path)
    #expect(read.kind == kind && read.sample == 3 && read.hidden == 3 && read.dimensions == 4)
    #expect(read.parameters.map(\.values) == network.parameters.map(\.values))
    #expect(read.space == network.space)
    let config = folder.file(AuthorNetwork.files[0])
    try folder.write("{\"network\": \"gru\"}", to: AuthorNetwork.files[0])
    let error = fileError { _ = try AuthorNetwork(folder: folder.path) }
    #expect(error?.kind == .malformed && error?.path == config)
  }
}
