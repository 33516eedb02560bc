"""The tokens of documents for LDA: those of five documents or more."""


def documents(path, least=5):
    """The documents as lists of tokens, and the vocabulary in bytewise order."""
    with open(path, encoding="utf-8", newline="\n") as table:
        place = next(table).rstrip("\n").split("\t").index("tokens")
        docs = [line.rstrip("\n").split("\t")[place].split() for line in table]
    count = {}
    for doc in docs:
        for word in set(doc):
            count[word] = count.get(word, 0) + 1
    docs = [[word for word in doc if count[word] >= least] for doc in docs]
    return docs, sorted((word for word in count if count[word] >= least), key=str.encode)
