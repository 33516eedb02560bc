/// What a page may cost. Beyond it a page is cut or refused, and its flags or its reject say so.
public enum PageLimits {
  /// The largest page in bytes: 64 MiB, most of which can be scripts.
  public static let pageSize = 64 << 20
  /// The most markup in bytes that is made into a tree, scripts, styles and comments left out:
  /// 24 MiB, which take some 700 MB. Exports of many years are that long.
  public static let markupSize = 24 << 20
  /// The deepest nesting of elements.
  public static let depth = 2_048
  /// The most attributes of a tag that are read.
  public static let attributes = 256
  /// The longest value of an attribute in bytes; pictures within a page are longer.
  public static let attributeSize = 64 << 10
  /// The longest text between two tags in bytes, which is libxml2's own limit.
  public static let textSize = 10_000_000
  /// The address space of a worker in bytes: 1.5 GiB.
  public static let workerMemory = 3 << 29
  /// The seconds of computing that a page may take.
  public static let processorSeconds = 30
  /// The seconds that a page may take by the clock, and as many more as it has MiB.
  public static let wallSeconds = 10
}
