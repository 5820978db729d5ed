/**
 * The verification of a TLS handshake from what both sides send, without decrypting any of it.
 *
 * <p>{@link org.omsgateway.tls.HandshakeVerifier} has the bytes of one tunnel and makes a
 * {@link org.omsgateway.tls.TlsVerdict} of them, in four steps:
 *
 * <ol>
 *   <li>reader: {@code HandshakeReader}, one for each side, takes records apart ({@code RecordHeader}) and puts
 *       handshake messages together ({@code PartialMessage}), however TCP or the record layer split them. It counts how
 *       many bytes consist of whole records with whole messages: only these may pass.
 *   <li>order: {@code HandshakeOrder} holds both sides to the turns of TLS 1.2, so that no certificate can come in any
 *       other way than the one that is read.
 *   <li>hellos: {@code HelloExchange} compares {@code ClientHello} and {@code ServerHello} with the rules, the host of
 *       the tunnel and each other; certificates are read by {@code org.omsgateway.x509}.
 *   <li>verdict: need more; verified, with what was and what was not visible; or rejected, with the event and the
 *       alert.
 * </ol>
 *
 * <p>Inside, malformed bytes are a {@link org.omsgateway.x509.MalformedException} and a broken rule is a
 * {@code RejectedException}; neither leaves the verifier. Verifiers hold no threads and no buffers: the caller keeps
 * the bytes until they are accepted.
 */
package org.omsgateway.tls;
