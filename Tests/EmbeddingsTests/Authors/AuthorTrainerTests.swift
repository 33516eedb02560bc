import Embeddings
import LinearAlgebra
import NeuralNetworks
import Testing

@Suite struct AuthorTrainerTests {
  private func trained(
    _ kind: AuthorNetwork.Kind, _ objective: AuthorTrainer.Options.Objective = .triplet,
    threads: Int = 2, epochs: Int = 6, authors: Int = 40
  ) throws -> AuthorTrainer {
    let posts = try PostsOfAuthors(authors: authors, posts: 24).posts()
    var options = AuthorTrainer.Options()
    (options.objective, options.epochs, options.learningRate) = (objective, epochs, 0.01)
    (options.authorsPerBatch, options.patience) = (12, 99)
    let (fitted, heldOut) = AuthorTrainer.divide(
      Array(posts.authors.indices), heldOut: 0.25, seed: 1)
    let network = AuthorNetwork(
      kind, space: posts.space(of: fitted, threads: threads), hidden: 8, sample: 4, seed: 1)
    var trainer = AuthorTrainer(
      network, posts, trained: fitted, heldOut: heldOut, options, threads: threads)
    while !trainer.isDone { trainer.step(threads: threads) }
    return trainer
  }

  /// Half of the posts say nothing of their author, and their first number tells so: attention learns it
  /// of 30 authors, and the others learn these authors alone, which is not kept.
  @Test(arguments: AuthorNetwork.Kind.allCases, AuthorTrainer.Options.Objective.allCases)
  func learnsWhichPostsCount(
    kind: AuthorNetwork.Kind, objective: AuthorTrainer.Options.Objective
  ) throws {
    let trainer = try trained(kind, objective)
    let start = try #require(trainer.epochs[0].retrieval)
    let best = try #require(trainer.epochs[trainer.bestEpoch].retrieval)
    #expect(trainer.epochs.count == 7 && trainer.heldOut.count == 10)
    let gain = kind == .attention ? 0.05 : 0
    #expect(best.overall >= start.overall + gain)
    let (first, last) = (trainer.epochs[1].loss ?? 0, trainer.epochs[6].loss ?? 1)
    #expect(last < first)
    #expect((trainer.epochs[1].violations != nil) == (objective == .triplet))
  }

  @Test func threadsGiveTheSameBytes() throws {
    let networks = try [1, 2, 4].map {
      try trained(.gru, threads: $0, epochs: 1, authors: 12).best
    }
    for other in networks.dropFirst() {
      #expect(other.parameters.map(\.values) == networks[0].parameters.map(\.values))
    }
  }

  /// With a learning rate of next to nothing no epoch is better than the start, which is kept.
  @Test func patienceEndsTraining() throws {
    let posts = try PostsOfAuthors(authors: 12, posts: 10).posts()
    var options = AuthorTrainer.Options()
    (options.epochs, options.learningRate, options.patience) = (50, 1e-12, 2)
    let network = AuthorNetwork(
      .attention, space: posts.space(of: Array(0..<9), threads: 1), hidden: 4, sample: 3, seed: 1)
    var trainer = AuthorTrainer(
      network, posts, trained: Array(0..<9), heldOut: [9, 10, 11], options, threads: 1)
    while !trainer.isDone { trainer.step(threads: 1) }
    #expect(trainer.epochs.count == 3 && trainer.bestEpoch == 0)
    #expect(trainer.best.parameters.map(\.values) == network.parameters.map(\.values))
  }

  @Test func fewAuthorsAreNotHeldOut() {
    let few = AuthorTrainer.divide(Array(0..<8), heldOut: 0.5, seed: 1)
    #expect(few.heldOut.isEmpty && few.trained == Array(0..<8))
    let some = AuthorTrainer.divide(Array(0..<20), heldOut: 0.1, seed: 1)
    #expect(some.heldOut.count == 3 && some.trained.count == 17)
    #expect(Set(some.heldOut + some.trained) == Set(0..<20))
    #expect(AuthorTrainer.divide(Array(0..<20), heldOut: 0, seed: 1).heldOut.isEmpty)
    #expect(AuthorTrainer.divide(Array(0..<100), heldOut: 0.2, seed: 1).heldOut.count == 20)
  }
}
