/// The sections of an article whose text is not its own, by their headings in lower case and in the
/// languages of the larger wikis: notes, books and links.
let noteSections: Set<String> = [
  "references", "notes", "footnotes", "citations", "sources", "bibliography", "external links",
  "see also", "further reading", "notes and references", "references and notes", "works cited",
  "einzelnachweise", "literatur", "weblinks", "siehe auch", "anmerkungen",
  "notes et références", "références", "bibliographie", "liens externes", "voir aussi", "annexes",
  "referencias", "bibliografía", "enlaces externos", "véase también",
  "примечания", "литература", "ссылки", "см. также",
  "note", "bibliografia", "collegamenti esterni", "altri progetti", "voci correlate",
]
