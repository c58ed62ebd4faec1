/**
 * What a node serves: the REST resources, Git over HTTP and over SSH, and who may use them. It
 * knows the node it belongs to only as {@link dev.zdu.http.Backend}.
 */
@NullMarked
package dev.zdu.http;

import org.jspecify.annotations.NullMarked;
