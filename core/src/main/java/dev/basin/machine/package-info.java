/**
 * What the machine, or the container or limits that a process runs in, lets Basin use: memory,
 * processors, address space, directories.
 */
@NullMarked
package dev.basin.machine;

import org.jspecify.annotations.NullMarked;
