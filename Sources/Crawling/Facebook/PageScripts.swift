import Foundation

/// The values of JSON in the scripts of a page that name a post.
///
/// Since 2020 www.facebook.com sends its posts as data: in scripts of JSON, `<script
/// type="application/json" data-sjs>`, or as arguments of calls in plain ones,
/// `requireLazy([…], function(s) { s.handle({…}) })`.
///
/// - Complexity: O(*n*) in the bytes, plus the decoding of what names a post.
func postValues(inScriptsOf bytes: [UInt8]) -> [Any] {
  var values: [Any] = []
  for script in scripts(bytes) where storyMark.first(in: bytes.span.extracting(script)) != nil {
    values += jsonValues(bytes, in: script)
  }
  return values
}

private let storyMark = BytePattern("\"post_id\"")
private let scriptStart = BytePattern("<script")
private let scriptEnd = BytePattern("</script")
private let objectStart = BytePattern("{\"")

/// Where the bodies of scripts are.
private func scripts(_ bytes: [UInt8]) -> [Range<Int>] {
  var bodies: [Range<Int>] = []
  var next = 0
  while let start = scriptStart.first(in: bytes.span, from: next) {
    guard let open = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
    let end = scriptEnd.first(in: bytes.span, from: open) ?? bytes.count
    bodies.append((open + 1)..<max(open + 1, end))
    next = max(open + 1, end)
  }
  return bodies
}

/// The script itself if it is JSON, else the objects that its calls are given, `f({…})` or `f(a,{…})`.
/// Code that only looks like them is not JSON and passed over; no more than a thousand are tried.
private func jsonValues(_ bytes: [UInt8], in script: Range<Int>) -> [Any] {
  if let value = json(bytes[script]) { return [value] }
  var values: [Any] = []
  var next = script.lowerBound
  for _ in 0..<1_000 {
    let rest = bytes.span.extracting(next..<script.upperBound)
    guard let start = objectStart.first(in: rest).map({ $0 + next }) else { break }
    let end = endOfJSONValue(bytes, at: start, limit: script.upperBound)
    let isArgument = start > 0 && "([,".utf8.contains(bytes[start - 1])
    guard isArgument else {
      next = start + 1
      continue
    }
    next = end
    guard storyMark.isFound(in: bytes.span.extracting(start..<end)) else { continue }
    if let value = json(bytes[start..<end]) { values.append(value) } else { next = start + 1 }
  }
  return values
}

private func json(_ bytes: ArraySlice<UInt8>) -> Any? {
  try? JSONSerialization.jsonObject(with: Data(bytes))
}
