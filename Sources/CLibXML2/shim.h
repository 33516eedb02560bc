// The HTML parser and XPath of libxml2.
#pragma once
// Debian builds libxml2 with ICU, whose headers clash with the copy of ICU in Foundation. They only
// serve the members of a structure that is always handled by pointer.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxml/xmlreader.h>

/// Sets how deep elements may nest, for all parsers of the process; the library's own limit is 256.
static inline void kindred_set_parser_depth(unsigned int depth) {
  xmlParserMaxDepth = depth;
}
