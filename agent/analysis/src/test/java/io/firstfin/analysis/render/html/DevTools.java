package io.firstfin.analysis.render.html;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Commands to a Chromium and events from it, by its DevTools protocol. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final long SECONDS = 240;

    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final StringBuilder message = new StringBuilder();
    private WebSocket socket;

    private DevTools() {}

    static DevTools connect(URI address) throws Exception {
        DevTools tools = new DevTools();
        tools.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, tools)
                .get(SECONDS, TimeUnit.SECONDS);
        return tools;
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @param session the page; empty for the browser
     * @param parameters as JSON
     */
    JsonNode send(String session, String method, String parameters) throws Exception {
        int number = numbers.incrementAndGet();
        ObjectNode command = MAPPER.createObjectNode();
        command.put("id", number);
        command.put("method", method);
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        command.set("params", MAPPER.readTree(parameters));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(number, answer);
        socket.sendText(MAPPER.writeValueAsString(command), true).get(SECONDS, TimeUnit.SECONDS);
        JsonNode told = answer.get(SECONDS, TimeUnit.SECONDS);
        if (told.has("error")) {
            throw new IllegalStateException(method + ": " + told.get("error"));
        }
        return told.get("result");
    }

    /** The next event; fails when none comes. */
    JsonNode event() throws InterruptedException {
        JsonNode event = events.poll(SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new IllegalStateException("no event for " + SECONDS + " s");
        }
        return event;
    }

    /** The next event; null when there is none yet. */
    JsonNode eventOrNull() {
        return events.poll();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            JsonNode whole = MAPPER.readTree(message.toString());
            message.setLength(0);
            if (whole.has("id")) {
                answers.remove(whole.get("id").asInt()).complete(whole);
            } else {
                events.add(whole);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
