/**
 * The proxy: takes a client's CONNECT from socket to socket.
 *
 * <p>The pipeline is the state of a connection. A handler that has its answer hands the connection over ({@link
 * org.omsgateway.proxy.Handover}) to the handlers of the next stage:
 *
 * <pre>
 * accepted   RequestDecoder, ConnectHandler   reads the head; refuses it, forbids the destination, or hands over
 * dialling   HeldBytes, DialHandler           dials directly or through a relay proxy; grants the tunnel or fails
 * handshake  TlsGuard's gate, Pipe            on both channels; forwards what the handshake's verification accepts
 * open       Pipe                             on both channels; forwards everything
 * refused    LingeringClose                   from any stage: the last words, then the end
 * </pre>
 *
 * <p>Bytes that come before their stage are held by one handler at a time: by the decoder while the head is read, by
 * HeldBytes while the gateway dials (16 KiB, then the client is read no further), by the gate until the verification
 * accepts them. Whoever holds a buffer hands it on when it is removed from the pipeline, and releases it when the
 * channel closes. Writing releases what is written. An open tunnel holds only what the other side has not yet taken:
 * a channel that can't be written to stops the reading of its peer.
 *
 * <p>A client's channel and its server's run on one event loop, so their handlers need no locks. Name look-ups run on
 * the threads of SystemNameResolver. ProxyServer and Listener are called from the gateway's threads, which may wait;
 * an event loop never waits. ClientConnections is for any thread.
 */
package org.omsgateway.proxy;
