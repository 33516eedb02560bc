// The stemmers of the Snowball project.
#pragma once
#include <libstemmer.h>
