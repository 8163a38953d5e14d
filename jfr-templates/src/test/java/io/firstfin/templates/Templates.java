package io.firstfin.templates;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The templates this module ships, as XML. */
record Templates(String name, Document xml) {

    static Stream<Templates> all() {
        return Stream.of("firstfin.jfc", "firstfin-diagnose.jfc").map(Templates::read);
    }

    private static Templates read(String name) {
        try (InputStream in = open(name)) {
            return new Templates(
                    name,
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in));
        } catch (Exception e) {
            throw new AssertionError("cannot read " + name, e);
        }
    }

    static InputStream open(String name) {
        return Templates.class.getResourceAsStream(name);
    }

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        }
    }

    List<Element> elements(String tag) {
        return children(xml.getElementsByTagName(tag));
    }

    static List<Element> settings(Element event) {
        return children(event.getElementsByTagName("setting"));
    }

    /** Flags, selections, texts and conditions that settings can refer to. */
    List<Element> controls() {
        return children(xml.getElementsByTagName("control")).stream()
                .flatMap(control -> children(control.getElementsByTagName("*")).stream())
                .toList();
    }

    private static List<Element> children(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Override
    public String toString() {
        return name;
    }
}
