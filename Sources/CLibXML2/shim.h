// The HTML parser and XPath of libxml2.
#pragma once
// Debian builds libxml2 with ICU, whose headers clash with the copy of ICU in Foundation. They only
// serve the members of a structure that is always handled by pointer.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxml/xmlreader.h>
