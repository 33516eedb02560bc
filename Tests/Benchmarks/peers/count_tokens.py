"""The tokens of documents times a number: DOCUMENTS.tsv EPOCHS"""
import sys

from common import read_docs

print(sum(len(tokens.split()) for tokens in read_docs(sys.argv[1])[1:]) * int(sys.argv[2]))
