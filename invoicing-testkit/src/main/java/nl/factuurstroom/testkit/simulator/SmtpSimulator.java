package nl.factuurstroom.testkit.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * A small mail server on the loopback address that keeps what it accepts. It can refuse any command, refuse a recipient,
 * vanish at any command, and vanish after it has accepted a message, which is the one thing a sender can't tell from
 * failure. With a key it offers STARTTLS; with a login it demands AUTH.
 */
public final class SmtpSimulator implements AutoCloseable {

    /**
     * A message that was accepted.
     *
     * @param from envelope sender
     * @param to envelope recipients
     * @param data header and body as sent, lines ended by CRLF, dots unstuffed
     * @param encrypted whether it came over TLS
     */
    public record Mail(String from, List<String> to, String data, boolean encrypted) {}

    private static final String VANISH = "";

    private final ServerSocket server;
    private final Object lock = new Object();
    private final List<Mail> mails = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private final Map<String, String> replies = new HashMap<>();
    private final Set<Socket> open = new HashSet<>();
    private @Nullable String login;
    private @Nullable SSLContext tls;
    private boolean losesAnswer;

    /** Listens on a free port. */
    public SmtpSimulator() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return server.getLocalPort();
    }

    /** From now on AUTH PLAIN or LOGIN with these is demanded. */
    public void requireLogin(String user, String password) {
        synchronized (lock) {
            login = user + "\0" + password;
        }
    }

    /** From now on STARTTLS is offered with this key. */
    public void offerStartTls(SSLContext context) {
        synchronized (lock) {
            tls = context;
        }
    }

    /**
     * From now on this command gets this reply: {@code reply("RCPT", "450 4.2.0 Greylisted")}; {@code "DATA."} is the end of
     * the message's text.
     */
    public void reply(String command, String reply) {
        synchronized (lock) {
            replies.put(command, reply);
        }
    }

    /** From now on the connection is closed at this command, before it is carried out. */
    public void vanishAt(String command) {
        reply(command, VANISH);
    }

    /** From now on a message is accepted, but the connection closed instead of saying so. */
    public void loseAnswerAfterData() {
        synchronized (lock) {
            losesAnswer = true;
        }
    }

    /** All is well again. */
    public void recover() {
        synchronized (lock) {
            replies.clear();
            losesAnswer = false;
        }
    }

    /** What was accepted, oldest first. */
    public List<Mail> mails() {
        synchronized (lock) {
            return List.copyOf(mails);
        }
    }

    /** Command words received, in order; never their arguments. */
    public List<String> commands() {
        synchronized (lock) {
            return List.copyOf(commands);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                if (server.isClosed()) {
                    // The system may hand over one more connection that came just after we closed.
                    socket.close();
                    return;
                }
                synchronized (lock) {
                    open.add(socket);
                }
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Conversation(socket).run();
        } catch (SocketException | SSLException e) {
            // The sender, or the end of the test, closed the connection, or our certificate wasn't trusted.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            synchronized (lock) {
                open.remove(socket);
            }
        }
    }

    private void start(Runnable task) {
        var thread = new Thread(task, "SmtpSimulator");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            synchronized (lock) {
                for (var socket : List.copyOf(open)) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection. */
    private final class Conversation {

        private BufferedReader in;
        private OutputStream out;
        private Socket socket;
        private boolean authenticated;
        private boolean encrypted;
        private String from = "";
        private final List<String> to = new ArrayList<>();

        Conversation(Socket plain) throws IOException {
            socket = plain;
            in = reader(plain);
            out = plain.getOutputStream();
        }

        void run() throws IOException {
            say("220 simulator ESMTP");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                if (!obey(command, line)) {
                    return;
                }
            }
        }

        /** Whether the connection goes on. */
        private boolean obey(String command, String line) throws IOException {
            String reply;
            synchronized (lock) {
                commands.add(command);
                reply = replies.get(command);
            }
            if (reply != null) {
                return said(reply);
            }
            switch (command) {
                case "EHLO" -> greet();
                case "HELO", "NOOP" -> say("250 OK");
                case "STARTTLS" -> encrypt();
                case "AUTH" -> authenticate(line);
                case "MAIL" -> begin(line);
                case "RCPT" -> recipient(line);
                case "DATA" -> {
                    return message();
                }
                case "RSET" -> {
                    to.clear();
                    say("250 OK");
                }
                case "QUIT" -> {
                    say("221 Bye");
                    return false;
                }
                default -> say("502 5.5.1 Not here");
            }
            return true;
        }

        private void greet() throws IOException {
            boolean offersTls;
            synchronized (lock) {
                offersTls = tls != null && !encrypted;
            }
            say("250-simulator" + (offersTls ? "\r\n250-STARTTLS" : "") + "\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME");
        }

        private void encrypt() throws IOException {
            SSLContext context;
            synchronized (lock) {
                context = tls;
            }
            if (context == null) {
                say("502 5.5.1 Not here");
                return;
            }
            say("220 Go ahead");
            var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
            secured.setUseClientMode(false);
            socket = secured;
            in = reader(secured);
            out = secured.getOutputStream();
            encrypted = true;
        }

        private void authenticate(String line) throws IOException {
            var words = line.split(" ");
            String given;
            if (words[1].equalsIgnoreCase("LOGIN")) {
                var user = words.length > 2 ? decoded(words[2]) : asked("VXNlcm5hbWU6");
                given = user + "\0" + asked("UGFzc3dvcmQ6");
            } else {
                var plain = words.length > 2 ? decoded(words[2]) : asked("");
                given = plain.substring(plain.indexOf('\0') + 1);
            }
            synchronized (lock) {
                authenticated = given.equals(login);
            }
            say(authenticated ? "235 2.7.0 Welcome" : "535 5.7.8 Wrong user or password");
        }

        private String asked(String prompt) throws IOException {
            say("334 " + prompt);
            return decoded(String.valueOf(in.readLine()));
        }

        private String decoded(String base64) {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        }

        private void begin(String line) throws IOException {
            boolean refused;
            synchronized (lock) {
                refused = login != null && !authenticated;
            }
            from = address(line);
            to.clear();
            say(refused ? "530 5.7.0 Authentication required" : "250 OK");
        }

        private void recipient(String line) throws IOException {
            to.add(address(line));
            say("250 OK");
        }

        private boolean message() throws IOException {
            say("354 Go on");
            var data = new StringBuilder();
            for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    return false;
                }
                data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            synchronized (lock) {
                var refusal = replies.get("DATA.");
                if (refusal != null) {
                    return said(refusal);
                }
                mails.add(new Mail(from, List.copyOf(to), data.toString(), encrypted));
                if (losesAnswer) {
                    return false;
                }
            }
            say("250 2.0.0 Queued");
            return true;
        }

        private String address(String line) {
            return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        }

        private boolean said(String reply) throws IOException {
            if (reply.equals(VANISH)) {
                return false;
            }
            say(reply);
            return true;
        }

        private void say(String reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        private BufferedReader reader(Socket from) throws IOException {
            return new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
