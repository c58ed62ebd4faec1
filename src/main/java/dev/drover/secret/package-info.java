/**
 * Values that must not be shown, the masking of whatever is, and the opening of what Ansible Vault
 * has encrypted. It does not know where secrets and passwords come from.
 */
@NullMarked
package dev.drover.secret;

import org.jspecify.annotations.NullMarked;
