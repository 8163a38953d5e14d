package io.firstfin.analysis.render.html;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page in a browser: what it asks for, what it complains about, and how it looks. */
final class BrowserPage {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final DevTools tools;
    private final String session;
    private final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private BrowserPage(DevTools tools, String session) {
        this.tools = tools;
        this.session = session;
    }

    /** @param scheme {@code light} or {@code dark} */
    static BrowserPage open(DevTools tools, URI file, String scheme, int width) throws Exception {
        return open(tools, file, scheme, width, true);
    }

    /** @param scripts whether the page's own scripts run */
    static BrowserPage open(DevTools tools, URI file, String scheme, int width, boolean scripts) throws Exception {
        String target = tools.send("", "Target.createTarget", "{\"url\":\"about:blank\"}")
                .get("targetId")
                .asString();
        String session = tools.send("", "Target.attachToTarget", "{\"targetId\":\"" + target + "\",\"flatten\":true}")
                .get("sessionId")
                .asString();
        BrowserPage page = new BrowserPage(tools, session);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            page.send(domain + ".enable", "{}");
        }
        page.send(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":900,\"deviceScaleFactor\":1,\"mobile\":false}");
        page.send(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":" + "\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
        page.send("Emulation.setScriptExecutionDisabled", "{\"value\":" + !scripts + "}");
        page.send("Page.navigate", "{\"url\":\"" + file + "\"}");
        page.awaitLoaded();
        return page;
    }

    /** The value of an expression; of what it promises, where it is a promise. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = send(
                "Runtime.evaluate",
                "{\"awaitPromise\":true,\"returnByValue\":true," + "\"expression\":"
                        + MAPPER.writeValueAsString(expression) + "}");
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.at("/result/value");
    }

    /** All of the page, however long, as PNG. */
    void screenshot(Path file) throws Exception {
        String data = send(
                        "Page.captureScreenshot",
                        "{\"captureBeyondViewport\":true,\"clip\":"
                                + "{\"x\":0,\"y\":0,\"scale\":1,\"width\":"
                                + evaluate("innerWidth").asInt()
                                + ",\"height\":"
                                + evaluate("document.documentElement.scrollHeight")
                                        .asInt()
                                + "}}")
                .get("data")
                .asString();
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** As it is printed on A4. */
    byte[] pdf() throws Exception {
        return Base64.getDecoder()
                .decode(send("Page.printToPDF", "{\"paperWidth\":8.27,\"paperHeight\":11.69}")
                        .get("data")
                        .asString());
    }

    /** Lays it out as for paper so wide, in pixels. */
    void layOutForPaper(int width) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":1000,\"deviceScaleFactor\":1,\"mobile\":false}");
        send("Emulation.setEmulatedMedia", "{\"media\":\"print\"}");
        evaluate("dispatchEvent(new Event('beforeprint'))");
    }

    /** What it asked for so far, by address. */
    List<String> requests() {
        takeEvents();
        return requests;
    }

    /** Errors and warnings in its console so far. */
    List<String> complaints() {
        takeEvents();
        return complaints;
    }

    private JsonNode send(String method, String parameters) throws Exception {
        return tools.send(session, method, parameters);
    }

    private void awaitLoaded() throws InterruptedException {
        JsonNode event = tools.event();
        while (!event.path("method").asString().equals("Page.loadEventFired")) {
            take(event);
            event = tools.event();
        }
    }

    private void takeEvents() {
        for (JsonNode event = tools.eventOrNull(); event != null; event = tools.eventOrNull()) {
            take(event);
        }
    }

    private void take(JsonNode event) {
        if (!event.path("sessionId").asString("").equals(session)) {
            return;
        }
        switch (event.path("method").asString()) {
            case "Network.requestWillBeSent" ->
                requests.add(event.at("/params/request/url").asString());
            case "Runtime.exceptionThrown" -> complaints.add(event.get("params").toString());
            case "Runtime.consoleAPICalled" ->
                complaints.add(event.get("params").toString());
            case "Log.entryAdded" -> complaints.add(event.at("/params/entry").toString());
            default -> {}
        }
    }
}
