/**
 * A small HTTP client for products and balancers, with deadlines and credentials that stay with
 * their base URL. It knows no endpoint.
 */
@NullMarked
package dev.drover.rest;

import org.jspecify.annotations.NullMarked;
