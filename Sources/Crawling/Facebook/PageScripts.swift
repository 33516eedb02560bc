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
///
/// Code that only looks like them is not JSON and passed over. What is passed over may be looked
/// through again from its second sign on, but no more of it than four times the script, so that the
/// time stays linear whatever the script.
private func jsonValues(_ bytes: [UInt8], in script: Range<Int>) -> [Any] {
  if let value = json(bytes[script]) { return [value] }
  var values: [Any] = []
  var next = script.lowerBound
  var budget = 4 * script.count
  while budget > 0 {
    let rest = bytes.span.extracting(next..<script.upperBound)
    guard let start = objectStart.first(in: rest).map({ $0 + next }) else { break }
    next = start + 1
    guard start > 0, "([,".utf8.contains(bytes[start - 1]) else { continue }
    let end = endOfJSONValue(bytes, at: start, limit: script.upperBound)
    budget -= end - start
    guard storyMark.isFound(in: bytes.span.extracting(start..<end)) else {
      next = end
      continue
    }
    guard let value = json(bytes[start..<end]) else { continue }
    values.append(value)
    next = end
  }
  return values
}

private func json(_ bytes: ArraySlice<UInt8>) -> Any? {
  try? JSONSerialization.jsonObject(with: Data(bytes))
}
