import Artifacts
import LinearAlgebra

/// Reads files, and the containers among them, several pages at a time.
///
/// - Parameters:
///   - files: The files.
///   - options: What is taken of them.
///   - reader: What reads pages.
///   - threads: How many pages are read at the same time.
///   - progress: Called now and then with the number of files that were begun.
/// - Returns: What the files gave, in the order of `files`.
/// - Throws: ``FileError`` of the first file that cannot be read, or that is refused.
public func importFiles(
  _ files: some RandomAccessCollection<InputFile>, _ options: InputOptions = InputOptions(),
  _ reader: PageReader = PageReader(), threads: Int, progress: (Int) -> Void = { _ in }
) throws(FileError) -> [ImportedFile] {
  var imported: [ImportedFile] = []
  var options = options
  options.threads = threads
  let files = Array(files)
  for start in stride(from: 0, to: files.count, by: 256 * threads) {
    let batch = start..<min(start + 256 * threads, files.count)
    let pages = importPages(files[batch], options, reader)
    for (index, page) in zip(batch, pages) {
      if let page = try page.get() {
        imported.append(page)
      } else {
        imported += try importContainer(files[index], options, reader) { progress(index + 1) }
      }
    }
    progress(batch.upperBound)
  }
  return imported
}

/// Opens files and reads those that are one page or table each, several at a time: opening a file takes
/// as long as the disk does, or as inflating it from a store. Of a container nil is returned.
private func importPages(
  _ files: ArraySlice<InputFile>, _ options: InputOptions, _ reader: PageReader
) -> [Result<ImportedFile?, FileError>] {
  several(files, options) { files in
    do throws(FileError) {
      return try importTogether(files, options, reader).map { .success($0) }
    } catch {
      // One after another, so that it is known which file is to blame.
      return files.map { file in
        Result { () throws(FileError) in try importTogether([file], options, reader)[0] }
      }
    }
  }
}

/// Opens files and reads those that are one page or table each, the pages together.
private func importTogether(
  _ files: ArraySlice<InputFile>, _ options: InputOptions, _ reader: PageReader
) throws(FileError) -> [ImportedFile?] {
  var items: [InputItem?] = []
  for file in files { items.append(try FileSource(file, options).page()) }
  var imported = try reader.imported(items.compactMap(\.self)).makeIterator()
  return items.map { $0 == nil ? nil : imported.next() }
}

/// Reads a container: its members one after another, their pages several at a time.
private func importContainer(
  _ file: InputFile, _ options: InputOptions, _ reader: PageReader, progress: () -> Void
) throws(FileError) -> [ImportedFile] {
  var imported: [ImportedFile] = []
  var inputs = InputReader(file, options)
  while true {
    let items = try inputs.next(upTo: 64 * options.threads)
    if items.isEmpty { return imported }
    let results = several(items[...], options) { items in
      [Result { () throws(FileError) in try reader.imported(Array(items)) }]
    }
    for result in results { imported += try result.get() }
    progress()
  }
}

/// Calls `body` with four elements after four, on all threads, and returns what the calls give, in order.
///
/// A worker gets the pages of a call together: with fewer it would wait more often for its next pages,
/// with more a thread would wait longer for the last one.
private func several<Element: Sendable, Output: Sendable>(
  _ elements: ArraySlice<Element>, _ options: InputOptions,
  _ body: @Sendable (ArraySlice<Element>) -> [Output]
) -> [Output] {
  parallelMap(count: elements.count, chunk: 4, threads: options.threads) { range in
    let start = elements.startIndex
    return body(elements[start + range.lowerBound..<start + range.upperBound])
  }.flatMap(\.self)
}
