import Glibc

/// How a store is written.
public struct StoreOptions: Sendable {
  /// The program and its version, for the `warcinfo` record.
  public var software: String
  /// What the crawler calls itself on the wire, for the `warcinfo` record.
  public var userAgent: String
  /// The free bytes of the disk below which nothing more is fetched.
  public var freeSpaceFloor = 1 << 30
  /// The bytes from which on a WARC file is followed by another.
  public var largestWARC = 1 << 30
  /// The most bytes of a decoded body.
  public var largestBody = 16 << 20
  /// The number of answers that are hashed and compressed at once.
  public var threads = 1
  /// Tells the time at which a WARC file is begun, which stands in its name and in each of its records.
  public var clock: @Sendable () -> Timestamp = { Timestamp(milliseconds: time(nil) * 1000) }
  /// Is told of each page that is new before it is kept, on any thread.
  public var onArrival: (@Sendable (ArrivedPage) -> Void)?

  /// Options for a program and what it calls itself.
  public init(software: String, userAgent: String) {
    self.software = software
    self.userAgent = userAgent
  }
}
