/// What a principal axis of the space that was clustered means.
public struct ReportAxis: Sendable {
  /// One of the two ends of an axis.
  public struct End: Sendable {
    /// The words that are used more here than at the other end, clearest first.
    public var words: [String] = []
    /// The documents or authors that are farthest out, the farthest first.
    public var names: [String] = []

    /// Creates an end of which nothing is known.
    public init() {}
  }

  /// The number of the axis; 1 is the largest.
  public var number: Int
  /// The share of the variance along it, 0...1.
  public var variance: Double
  /// The end of low coordinates.
  public var low = End()
  /// The end of high coordinates.
  public var high = End()

  /// Creates an axis of which only the variance is known.
  public init(number: Int, variance: Double) { (self.number, self.variance) = (number, variance) }
}
