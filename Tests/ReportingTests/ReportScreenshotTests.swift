import Foundation
import Reporting
import Testing
import TestSupport

@Suite(
  .serialized,
  .enabled(if: Browser.path != nil, "there is no Chromium here, and it could not be installed"))
struct ReportScreenshotTests {
  private let folder: TemporaryFolder
  private let page: String

  init() throws {
    folder = try TemporaryFolder()
    page = try folder.write(ReportPage(sampleReport(), seed: 1).html, to: "index.html")
  }

  private func screenshotSize(_ page: String, width: Int) throws -> Int {
    let picture = folder.file("page.png")
    try? FileManager.default.removeItem(atPath: picture)
    _ = try Browser.run(["--screenshot=\(picture)", "--window-size=\(width),1600"], page: page)
    let data = try #require(FileManager.default.contents(atPath: picture), "no screenshot was made")
    #expect(data.prefix(8) == Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    return data.count
  }

  @Test(arguments: [1400, 420]) func `the page is not blank without a network`(width: Int) throws {
    let blank = try folder.write("<!DOCTYPE html><title>blank</title>", to: "blank.html")
    let (full, empty) = (
      try screenshotSize(page, width: width), try screenshotSize(blank, width: width)
    )
    #expect(full > 5 * empty, "\(full) bytes, and \(empty) for a blank page")
    #expect(full > 30_000)
  }

  @Test func `the map alone is a picture`() throws {
    let map = try folder.write(ScatterMap(sampleReport(), seed: 1).standalone, to: "map.svg")
    #expect(try screenshotSize(map, width: 1000) > 20_000)
  }

  @Test func `outlines, labels and products are in the document`() throws {
    let document = try Browser.run(["--dump-dom"], page: page)
    func count(_ part: String) -> Int { document.components(separatedBy: part).count - 1 }
    #expect(count("<circle ") == 120)
    #expect(count(#"<path data-cluster=""#) == 4)
    #expect(count(#"<text class="name""#) == 4)
    #expect(count(#"class="why""#) == 4)
    #expect(count("<article ") == 4)
  }

  @Test func `the script of the page runs`() throws {
    let document = try Browser.run(["--dump-dom"], page: page)
    let search = document.components(separatedBy: #"<input class="search""#)
    try #require(search.count == 2)
    #expect(!search[1].prefix { $0 != ">" }.contains("hidden"))
  }
}
