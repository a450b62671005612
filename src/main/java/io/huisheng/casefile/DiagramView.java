package io.huisheng.casefile;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * One diagram of a case as its page shows it.
 *
 * @param title the name of the process as its author wrote it
 * @param steps the names of the steps at which the case stands, for those who don't see the picture
 */
record DiagramView(
        String definitionId,
        String title,
        int version,
        boolean ended,
        List<String> steps,
        String current,
        String passed) {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    static DiagramView of(CasePosition.Place place, String xml) {
        var names = namesIn(xml, place.diagramKey());
        List<String> steps = new ArrayList<>();
        for (String id : place.current()) {
            steps.add(names.getOrDefault(id, id));
        }
        return new DiagramView(
                place.definitionId(),
                names.getOrDefault(place.diagramKey(), place.diagramKey()),
                place.diagramVersion(),
                place.ended(),
                steps,
                String.join(" ", place.current()),
                String.join(" ", place.passed()));
    }

    private static Map<String, String> namesIn(String xml, String diagramKey) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var elements = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getElementsByTagNameNS(BPMN, "*");
            Map<String, String> names = new HashMap<>();
            for (int i = 0; i < elements.getLength(); i++) {
                var element = (Element) elements.item(i);
                if (!element.getAttribute("id").isEmpty()
                        && !element.getAttribute("name").isBlank()) {
                    names.put(element.getAttribute("id"), element.getAttribute("name"));
                }
            }
            return names;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("A deployed diagram is always readable: " + diagramKey, e);
        }
    }
}
