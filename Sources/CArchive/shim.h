// libarchive: reads zip archives and decompresses streams.
#pragma once
#include <archive.h>
#include <archive_entry.h>
