import Mustache

/// The page: one HTML file that needs nothing besides itself, no network, font, script or picture.
///
/// It is the template `Resources/report.mustache`, which is part of the program, filled with the
/// contents. Every text is escaped. Equal contents and seed make equal bytes.
public struct ReportPage: Sendable {
  /// The map of the page.
  public let map: ScatterMap
  /// The page.
  public let html: String

  /// Makes the page of a report.
  ///
  /// - Parameters:
  ///   - contents: What the page shows; parts that are empty are left out.
  ///   - seed: The seed of the samples that are shown where there is too much.
  /// - Throws: An error of Mustache if the template is wrong, which the tests rule out.
  /// - Complexity: O(*n* log *n*) in the contents.
  public init(_ contents: ReportContents, seed: UInt64) throws {
    MustacheContentTypes.register(MarkupContentType(), named: MarkupContentType.name)
    let template = try MustacheTemplate(
      string: String(decoding: PackageResources.report_mustache, as: UTF8.self))
    map = ScatterMap(contents, seed: seed)
    html = template.render(PageView(contents, map: map, seed: seed))
  }
}
