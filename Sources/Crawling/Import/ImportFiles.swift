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
  for start in stride(from: 0, to: files.count, by: 64 * threads) {
    let batch = start..<min(start + 64 * threads, files.count)
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
  parallelMap(count: files.count, chunk: 1, threads: options.threads) { range in
    let source = FileSource(files[files.startIndex + range.lowerBound], options)
    return Result { () throws(FileError) in try source.page()?.imported(reader) }
  }
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
    let results = parallelMap(count: items.count, chunk: 1, threads: options.threads) { range in
      let item = items[range.lowerBound]
      return Result { () throws(FileError) in try item.imported(reader) }
    }
    for result in results { imported.append(try result.get()) }
    progress()
  }
}
