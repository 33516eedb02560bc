/// How much a crawl bears from servers, and how often it asks.
///
/// The standard values are for the open web; tests shorten the times.
public struct FetchLimits: Sendable {
  /// The seconds until a connection is made.
  public var connectSeconds = 10.0
  /// The seconds of a whole transfer.
  public var totalSeconds = 60.0
  /// The seconds after which a transfer slower than 64 bytes a second ends.
  public var slowSeconds = 20
  /// The bytes of a body as they come over the wire.
  public var wireBytes = 8 << 20
  /// The bytes of a body once it is inflated.
  public var decodedBytes = 16 << 20
  /// How many times larger than what came a body may become, beyond its first MiB.
  public var ratio = 200
  /// The bytes of the head of an answer.
  public var headBytes = 256 << 10
  /// The lines of the head of an answer.
  public var headLines = 200
  /// How many redirects are followed.
  public var redirects = 5
  /// How often an address is asked for.
  public var attempts = 5
  /// How often a robots.txt is asked for in a run.
  public var robotsAttempts = 3
  /// The longest pause after a first failure, in seconds; it doubles with each further one.
  public var firstBackoff = 5.0
  /// The longest pause after any failure, in seconds.
  public var longestBackoff = 900.0
  /// The longest pause that a server can ask for, in seconds.
  public var longestRetryAfter = 86_400.0
  /// The seconds for which the answer to /robots.txt holds.
  public var robotsSeconds = 86_400
  /// How many different addresses of a group fail in a row until the group is left for another run.
  public var groupFailures = 3
  /// How many transfers that move are in flight.
  public var inFlight = 16
  /// How many transfers are in flight together with those that have stalled.
  public var connections = 128
  /// The seconds without a further KiB after which a transfer no longer counts as moving, so that
  /// slow servers do not hold up others.
  public var stalledSeconds = 0.05
  /// The bytes of bodies in memory above which no transfer begins.
  public var bufferedBytes = 256 << 20
  /// The bytes of a sitemap, inflated.
  public var sitemapBytes = 50_000_000
  /// The addresses of a sitemap.
  public var sitemapAddresses = 50_000
  /// How deep indexes of sitemaps are nested, the first sitemap being 1 deep.
  public var sitemapDepth = 2

  /// The standard limits.
  public init() {}
}
