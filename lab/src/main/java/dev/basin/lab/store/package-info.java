/** The folder where trials and measurements lie: locked, checked, resumable, shared by studies. */
@NullMarked
package dev.basin.lab.store;

import org.jspecify.annotations.NullMarked;
