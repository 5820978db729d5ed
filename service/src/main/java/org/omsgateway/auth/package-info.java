/**
 * Authentication with a relay proxy: {@link org.omsgateway.auth.RelayAuthenticator} chooses a scheme,
 * {@link org.omsgateway.auth.Handshake} makes the tokens of one connection, off the event loops. Windows makes the
 * tokens of Negotiate and NTLM by SSPI; elsewhere, the JDK makes those of Kerberos by GSS-API.
 */
package org.omsgateway.auth;
