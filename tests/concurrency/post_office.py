"""A mail server of this machine: it takes what it is given, and says so when it is told to."""

import socketserver
from email import message_from_string
from threading import Event, Thread


class PostOffice:
    """``taken`` has the messages; ``answers`` holds the last word back while it is not set."""

    def __init__(self):
        self.taken, self.answers, self.has_one = [], Event(), Event()
        self.answers.set()
        post_office = self

        class Counter(socketserver.StreamRequestHandler):
            def handle(self):
                post_office.serve(self.rfile, self.wfile)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

        self._server = Server(("127.0.0.1", 0), Counter)

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self):
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exception):
        self.answers.set()
        self._server.shutdown()
        self._server.server_close()

    def serve(self, said, say):
        """The part of RFC 5321 that a client needs who has one message after the other."""
        say.write(b"220 ready\r\n")
        for line in said:
            verb = line[:4].upper()
            if verb == b"DATA":
                say.write(b"354 go on\r\n")
                self._take(said)
            say.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
            if verb == b"QUIT":
                return

    def _take(self, said):
        lines = iter(said.readline, b".\r\n")
        self.taken.append(message_from_string(b"".join(lines).decode()))
        self.has_one.set()
        self.answers.wait()
