import Cleaning
import Foundation
import TestSupport

/// Sentences of this project's own with the part of speech of each word, for machines without a
/// treebank.
let taggedSentences: [TaggedSentence] = [
  "The/DET dog/NOUN chased/VERB three/NUM cats/NOUN across/ADP the/DET garden/NOUN ./PUNCT",
  "She/PRON is/AUX reading/VERB a/DET very/ADV good/ADJ book/NOUN about/ADP Vietnam/PROPN ./PUNCT",
  "Did/AUX you/PRON see/VERB the/DET new/ADJ video/NOUN on/ADP Monday/PROPN ?/PUNCT",
  "We/PRON do/AUX n't/PART know/VERB where/ADV he/PRON lives/VERB ,/PUNCT but/CCONJ we/PRON "
    + "can/AUX ask/VERB ./PUNCT",
  "My/PRON brother/NOUN 's/PART guitar/NOUN was/AUX stolen/VERB in/ADP London/PROPN ./PUNCT",
  "Great/ADJ food/NOUN and/CCONJ friendly/ADJ service/NOUN !/PUNCT",
  "I/PRON 'd/AUX like/VERB to/PART buy/VERB two/NUM tickets/NOUN for/ADP the/DET concert/NOUN "
    + "./PUNCT",
  "The/DET company/NOUN will/AUX open/VERB an/DET office/NOUN in/ADP New/PROPN York/PROPN "
    + "next/ADJ year/NOUN ./PUNCT",
  "It/PRON rained/VERB all/DET day/NOUN ,/PUNCT so/ADV they/PRON stayed/VERB at/ADP home/NOUN "
    + "./PUNCT",
  "If/SCONJ you/PRON love/VERB music/NOUN ,/PUNCT this/DET album/NOUN is/AUX for/ADP you/PRON "
    + "./PUNCT",
  "John/PROPN and/CCONJ Mary/PROPN visited/VERB their/PRON old/ADJ school/NOUN "
    + "yesterday/NOUN ./PUNCT",
  "Please/INTJ send/VERB me/PRON your/PRON address/NOUN ./PUNCT",
].map(taggedSentence)

/// A sentence from its words, written `word/TAG`.
func taggedSentence(_ text: String) -> TaggedSentence {
  var sentence = TaggedSentence()
  for word in text.split(separator: " ") {
    guard let slash = word.lastIndex(of: "/"),
      let tag = PartOfSpeech(tag: String(word[word.index(after: slash)...]))
    else { continue }
    sentence.tokens.append(String(word[..<slash]))
    sentence.tags.append(tag)
  }
  return sentence
}

/// The sentences of a treebank beside the project.
func treebank(_ name: String, _ language: Language = .english) throws -> [TaggedSentence] {
  let path = SharedData.path("pos/\(name)")
  let text = try String(contentsOfFile: path, encoding: .utf8)
  return try Treebank.sentences(of: text, path: path, language: language)
}
