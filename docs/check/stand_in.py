"""Replaces the web server of the documents' examples, because tests must not use the Internet."""

import http.server
import ssl
import subprocess
import threading

HOST = "www.example.org"
ADDRESS = "127.27.0.2"
PAGE = b"<!doctype html><html lang=\"en\"><head><title>Example Domain</title></head></html>\n"


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def handle(self):
        # "oms-gateway test" closes the connection after the handshake.
        try:
            super().handle()
        except (ssl.SSLError, ConnectionError):
            self.close_connection = True

    def log_message(self, *_):
        pass


def start(work):
    """Starts the server and returns the environment variables by which programs trust its certificate."""
    certificate, key = work / "certificate.pem", work / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    trusted = work / "trusted.p12"
    subprocess.run(
        ["keytool", "-importcert", "-noprompt", "-file", certificate, "-keystore", trusted, "-storepass", "public"],
        check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = http.server.ThreadingHTTPServer((ADDRESS, 443), Page)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return {
        "CURL_CA_BUNDLE": str(certificate),
        "JDK_JAVA_OPTIONS": f"-Djavax.net.ssl.trustStore={trusted} -Djavax.net.ssl.trustStorePassword=public"}
