/**
 * How the gateway follows what others change while it runs: by looking again.
 *
 * <p>A {@link org.omsgateway.watch.StableWatch} compares what each look finds. An editor truncates a file before it
 * writes, and an agent writes one registry value after another. So a find counts only if the next look finds the same.
 * The settings file, the registry key of the settings and the agents' configuration are watched in this one way, each
 * on a thread of its own: a look that hangs on a network drive holds up no other watch.
 *
 * <p>A look returns what is there, which may be a value that says 'absent'. A look that throws says that nothing can be
 * found out now, so the listener keeps what it knows. The look decides which of the two an unreadable file is.
 *
 * <p>The listener runs on the watch's thread. What it throws is reported, and the watch goes on.
 */
package org.omsgateway.watch;
