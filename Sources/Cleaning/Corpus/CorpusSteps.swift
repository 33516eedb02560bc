/// The steps of cleaning that look at a whole corpus, each nil if it is not wanted.
public struct CorpusSteps: Sendable {
  /// Among whose documents near duplicates are looked for.
  public enum Scope: String, CaseIterable, Sendable {
    /// Those of one author: what two authors share says something about both.
    case author
    /// All documents.
    case corpus
  }

  /// Removing the lines that an author repeats.
  public var boilerplate: Boilerplate.Options? = Boilerplate.Options()
  /// Leaving out what people did not write.
  public var quality: QualityFilter? = QualityFilter()
  /// Merging documents that differ in a few words.
  public var nearDuplicates: NearDuplicates.Options? = NearDuplicates.Options()
  /// Among whose documents.
  public var scope = Scope.author
  /// Joining words that belong together.
  public var phrases: Phrases.Options?
  /// What an earlier run learned, to be used instead of learning.
  public var model: Model?

  /// What a corpus teaches.
  public struct Model: Sendable {
    /// The repeated lines.
    public var boilerplate: Boilerplate
    /// The phrases.
    public var phrases: Phrases

    /// Creates a model.
    public init(boilerplate: Boilerplate = Boilerplate(), phrases: Phrases = Phrases()) {
      self.boilerplate = boilerplate
      self.phrases = phrases
    }
  }

  /// Creates the standard steps.
  public init() {}

  /// No steps at all.
  public static var none: CorpusSteps {
    var steps = CorpusSteps()
    (steps.boilerplate, steps.quality, steps.nearDuplicates) = (nil, nil, nil)
    return steps
  }
}
