package org.weft.container.function.text;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.weft.container.expression.tree.Failures;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML. A document may not have a document type: it could name files and addresses to read, or
 * entities that grow without end.
 */
public final class XmlText {
  private static final String NO_TYPES = "http://apache.org/xml/features/disallow-doctype-decl";

  private final DocumentBuilder builder = builder();

  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_TYPES, true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Throwing());
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Java's own parser of XML has these features", e);
    }
  }

  /**
   * The document of a text.
   *
   * @throws org.weft.planner.error.WeftException if it is none
   */
  public Document read(String text) {
    try {
      return builder.parse(new InputSource(new StringReader(text)));
    } catch (SAXException e) {
      throw Failures.badValue("no XML that can be read: " + e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException("a text can be read", e);
    }
  }

  /** Nothing is printed. */
  private static final class Throwing implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {
      // the document can be read
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
