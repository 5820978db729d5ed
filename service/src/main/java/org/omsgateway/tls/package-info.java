/**
 * Verifies a TLS handshake from the bytes of both sides, without decrypting any of them.
 *
 * <p>{@link org.omsgateway.tls.HandshakeVerifier} reads the bytes of one tunnel and makes a
 * {@link org.omsgateway.tls.TlsVerdict} of them, in four steps:
 *
 * <ol>
 *   <li>reader: {@code HandshakeReader}, one for each side, splits the bytes into records ({@code RecordHeader}) and
 *       joins handshake messages ({@code PartialMessage}), wherever TCP or the record layer split them. It counts how
 *       many bytes are whole records with whole messages: only these may pass.
 *   <li>order: {@code HandshakeOrder} enforces the order of messages of TLS 1.2, so that no side can show a certificate
 *       that the gateway does not read.
 *   <li>hellos: {@code HelloExchange} compares {@code ClientHello} and {@code ServerHello} with the rules, the host of
 *       the tunnel and each other; certificates are read by {@code org.omsgateway.x509}.
 *   <li>verdict: need more; verified, with what was and what was not visible; or rejected, with the event and the
 *       alert.
 * </ol>
 *
 * <p>After the verdict, {@link org.omsgateway.tls.EncryptedRecords} follows the records of each side.
 *
 * <p>Inside the package, malformed bytes are a {@link org.omsgateway.x509.MalformedException} and a broken rule is a
 * {@code RejectedException}; neither leaves the verifier. A verifier has no threads and no buffers: the caller keeps
 * the bytes until they are accepted.
 */
package org.omsgateway.tls;
