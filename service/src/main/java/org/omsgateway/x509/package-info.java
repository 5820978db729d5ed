/**
 * The names in a certificate, read from its bytes.
 *
 * <p>A certificate passes through four hands, each of which knows only the one before:
 *
 * <ol>
 *   <li>{@link org.omsgateway.x509.ByteReader} holds the bounds: every read beyond a structure's end is a
 *       {@link org.omsgateway.x509.MalformedException}. The package {@code tls} reads its own structures with it.
 *   <li>{@code Der} steps over tags and lengths, each of which has one encoding only.
 *   <li>{@link org.omsgateway.x509.CertificateReader} follows the grammar of RFC 5280 to the subject and the
 *       subjectAltName, and steps over all else.
 *   <li>{@link org.omsgateway.x509.DistinguishedName} shows a subject as Windows does, for the policy of client
 *       certificates; {@link org.omsgateway.x509.CertificateNames} says which hosts a server's certificate covers.
 * </ol>
 *
 * <p>Nothing here verifies signatures, dates or authorities: only the peers can. So the reader is strict about where
 * names are, and does not care about anything that names do not need: a key of an unknown kind, an odd URI beside a DNS
 * name, an extension that contradicts another.
 *
 * <p>The package knows only the JDK, and of that not its certificate parser, whose first use takes 100 ms.
 */
package org.omsgateway.x509;
