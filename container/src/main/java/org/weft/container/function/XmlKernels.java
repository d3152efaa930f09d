package org.weft.container.function;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.text.XmlText;

/** Kernels of paths into XML, as in Spark. */
final class XmlKernels {
  private XmlKernels() {}

  static void add(KernelList list) {
    list.inMemory(
        "xpath",
        (call, memory) -> {
          Evaluation evaluation = new Evaluation();
          return ListQueries.made(
              call, memory, in -> values((NodeList) evaluation.of(in, XPathConstants.NODESET)));
        });
    number(list, "xpath_double", (value, out) -> out.real(value));
    number(list, "xpath_float", (value, out) -> out.real(value));
    // as in Java, and so in Spark: no number is 0, what is too large the largest
    number(list, "xpath_int", (value, out) -> out.integer(value.intValue()));
    number(list, "xpath_long", (value, out) -> out.integer(value.longValue()));
    number(list, "xpath_short", (value, out) -> out.integer(value.shortValue()));
    value(list, "xpath_string", XPathConstants.STRING, (value, out) -> out.text((String) value));
    value(list, "xpath_boolean", XPathConstants.BOOLEAN, (value, out) -> out.flag((Boolean) value));
  }

  private static void number(KernelList list, String name, BiConsumer<Double, Answer> writer) {
    value(list, name, XPathConstants.NUMBER, (value, out) -> writer.accept((Double) value, out));
  }

  private static void value(
      KernelList list, String name, QName type, BiConsumer<Object, Answer> writer) {
    list.perCall(
        name,
        call -> {
          Evaluation evaluation = new Evaluation();
          return (in, out) -> writer.accept(evaluation.of(in, type), out);
        });
  }

  /** The values of the nodes; elements have none. */
  private static List<String> values(NodeList nodes) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      values.add(nodes.item(i).getNodeValue());
    }
    return values;
  }

  /** What a path, the second argument, gives of the XML before it. */
  private static final class Evaluation {
    private final XmlText xml = new XmlText();
    private final XPathFactory paths = paths();

    private static XPathFactory paths() {
      XPathFactory factory = XPathFactory.newDefaultInstance();
      try {
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      } catch (XPathFactoryConfigurationException e) {
        throw new IllegalStateException("Java's own paths have this feature", e);
      }
      return factory;
    }

    Object of(Arguments in, QName type) {
      XPathExpression path = in.made(1, this::compiled);
      Document document = xml.read(in.text(0));
      try {
        return path.evaluate(document, type);
      } catch (XPathExpressionException e) {
        throw Failures.badValue("the path '" + in.text(1) + "' gives no such value of the XML");
      }
    }

    private XPathExpression compiled(String path) {
      try {
        return paths.newXPath().compile(path);
      } catch (XPathExpressionException e) {
        throw Failures.badValue("'" + path + "' is no path of XML (XPath 1.0)");
      }
    }
  }
}
