import Crawling
import Testing

@Suite struct `Scanning JSON` {
  private func elements(_ json: String) -> [String] {
    let bytes = Array(json.utf8)
    return jsonElements(bytes, at: 0, limit: bytes.count).map {
      String(decoding: bytes[$0], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("[]", []), ("[1,2 , 3]", ["1", "2 ", "3"]), (#"["a]","b\"]"]"#, [#""a]""#, #""b\"]""#]),
    (#"[{"a":[1,{}]},[2]]"#, [#"{"a":[1,{}]}"#, "[2]"]), ("[[[", ["[["]), (#"["a"#, [#""a"#]),
    (#"["\\"]"#, [#""\\""#]), ("[}]", []), ("[,,1]", ["1"]),
  ])
  func `the elements of an array are found`(json: String, values: [String]) {
    #expect(elements(json) == values)
  }

  @Test func `the members of an object are found in their order`() {
    let bytes = Array(#"{"a": 1, "b" : {"c": "}"}, "d": [1, "]"]}, "e": 5"#.utf8)
    let members = jsonMembers(bytes, at: 0, limit: bytes.count)
    #expect(members.map(\.key) == ["a", "b", "d"])
    let values = members.map { String(decoding: bytes[$0.value], as: UTF8.self) }
    #expect(values == ["1", #"{"c": "}"}"#, #"[1, "]"]"#])
  }

  @Test(arguments: ["{", "{\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":\\", "{1", "{\"a\"\"", "{]"])
  func `what is cut off ends`(json: String) {
    let bytes = Array(json.utf8)
    #expect(jsonMembers(bytes, at: 0, limit: bytes.count).count <= 1)
  }
}
