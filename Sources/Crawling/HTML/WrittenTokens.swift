/// The tokens of a page written out: start tags with their attributes, end tags and texts, character
/// references resolved, comments left out.
package func writtenTokens(_ markup: String) -> String {
  let page = Array(markup.utf8)
  let bytes = page.span
  var tokenizer = HTMLTokenizer()
  var output: [UInt8] = []
  while let token = tokenizer.next(bytes) {
    switch token {
    case .comment: continue
    case .endTag: output += "</\(bytes.text(tokenizer.name).lowercased())>".utf8
    case .startTag:
      output += "<\(bytes.text(tokenizer.name).lowercased())".utf8
      var names = Set<String>()
      for attribute in tokenizer.attributes {
        let name = bytes.text(attribute.name).lowercased()
        guard names.insert(name).inserted else { continue }
        output += " \(name)=\"".utf8
        appendResolved(bytes, attribute.value, isAttribute: true, to: &output)
        output.append(UInt8(ascii: "\""))
      }
      output.append(UInt8(ascii: ">"))
    case .text: appendResolved(bytes, tokenizer.range, to: &output)
    case .rawText where tokenizer.tag == .title || tokenizer.tag == .textarea:
      appendResolved(bytes, tokenizer.range, to: &output)
    case .rawText: output.append(bytes, tokenizer.range)
    }
  }
  return output.span.text(0..<output.count)
}
