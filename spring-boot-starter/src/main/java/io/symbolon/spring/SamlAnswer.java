package io.symbolon.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Tells an answer to a request of this browser from a SAML response that nobody has asked for, which anybody can make a
 * victim's browser send. Asked after Spring Security has accepted the response: it accepts an {@code InResponseTo} only if
 * it is the id of the request that this browser was sent with.
 */
final class SamlAnswer {
    private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";

    private SamlAnswer() {}

    /** By the HTTP POST binding (SAML bindings, section 3.5). Other ways count as not asked for. */
    static boolean isAskedFor(HttpServletRequest request) {
        String response = request.getParameter("SAMLResponse");
        return request.getMethod().equals("POST") && response != null && namesItsRequest(response);
    }

    private static boolean namesItsRequest(String response) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            byte[] xml = Base64.getMimeDecoder().decode(response);
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            reader.nextTag();
            return PROTOCOL.equals(reader.getNamespaceURI())
                    && "Response".equals(reader.getLocalName())
                    && hasText(reader.getAttributeValue("", "InResponseTo"));
        } catch (IllegalArgumentException | XMLStreamException unreadable) {
            return false;
        }
    }

    private static boolean hasText(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
