/**
 * The proxy, which turns a client's CONNECT into a tunnel.
 *
 * <p>The pipeline is the state of a connection. A handler that has finished its stage hands the connection over
 * ({@link org.omsgateway.proxy.Handover}) to the handlers of the next stage:
 *
 * <pre>
 * accepted   RequestDecoder, ConnectHandler   reads the head; refuses it, forbids the destination, or hands over
 * dialling   HeldBytes, DialHandler           dials directly or through a relay proxy; grants the tunnel or fails
 * handshake  TlsGuard's gate, Pipe            on both channels; forwards what the handshake's verification accepts
 * verified   RecordWatch, Pipe                on both channels; forwards everything, as long as it is TLS records
 * open       Pipe                             on both channels; forwards everything
 * refused    LingeringClose                   from any stage: the last words, then the end
 * </pre>
 *
 * <p>One handler at a time holds early bytes: the decoder while it reads the head, HeldBytes while the gateway dials
 * (up to 16 KiB, then reading pauses), the gate until the verification accepts them. A handler that holds a buffer
 * passes it on when the handler is removed from the pipeline, and releases it when the channel closes. Writing releases
 * a buffer. All that is held comes out of one MemoryBudget (WaitingBytes), and is held once: the verification reads it
 * in place. An open tunnel holds only the bytes that the other side has not yet read: while a channel is not writable,
 * its peer is not read.
 *
 * <p>A client's channel and its server's run on one event loop, so their handlers need no locks. Name look-ups run on
 * the threads of SystemNameResolver, which LookUps shares out among clients. ProxyServer and Listener are called from
 * the gateway's threads, which may wait; an event loop never waits. ClientConnections is safe for use by several
 * threads.
 */
package org.omsgateway.proxy;
