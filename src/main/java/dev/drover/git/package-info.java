/** What the git program tells of a repository. It changes nothing there, and knows no runbooks. */
@NullMarked
package dev.drover.git;

import org.jspecify.annotations.NullMarked;
