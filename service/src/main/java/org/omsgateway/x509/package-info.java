/**
 * The names in a certificate, read from its bytes.
 *
 * <p>A certificate is read in four layers, each of which knows only the one before:
 *
 * <ol>
 *   <li>{@link org.omsgateway.x509.ByteReader} checks bounds: a read beyond a structure's end throws
 *       {@link org.omsgateway.x509.MalformedException}. The package {@code tls} reads its own structures with it.
 *   <li>{@code Der} steps over tags and lengths, each of which has only one valid encoding.
 *   <li>{@link org.omsgateway.x509.CertificateReader} follows the grammar of RFC 5280 to the subject and the
 *       subjectAltName, and steps over everything else.
 *   <li>{@link org.omsgateway.x509.DistinguishedName} shows a subject as Windows does, for the policy of client
 *       certificates, and {@link org.omsgateway.x509.DistinguishedNameParser} reads one from a setting;
 *       {@link org.omsgateway.x509.CertificateNames} says which hosts a server's certificate covers.
 * </ol>
 *
 * <p>This package does not verify signatures, dates or authorities, because only the peers can. The reader is therefore
 * strict about the places of names and ignores everything that names do not need: a key of an unknown kind, an odd URI
 * beside a DNS name, an extension that contradicts another.
 *
 * <p>The package uses only the JDK, and not the JDK's certificate parser, whose first use takes 100 ms.
 */
package org.omsgateway.x509;
