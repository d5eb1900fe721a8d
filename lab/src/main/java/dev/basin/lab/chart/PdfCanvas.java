package dev.basin.lab.chart;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Draws a chart as a PDF of one page of its size, for papers: lines and letters stay shapes. Equal
 * charts give equal bytes with equal fonts.
 */
public final class PdfCanvas {
  private static final int MARGIN = 4;

  /** Points a unit: CSS pixels are 1/96 inch, PDF's points 1/72. */
  private static final double POINTS = 0.75;

  private PdfCanvas() {}

  /** A PDF file. */
  public static byte[] pdf(Chart chart) {
    System.setProperty("java.awt.headless", "true");
    float width = (float) ((chart.width() + 2 * MARGIN) * POINTS);
    float height = (float) ((chart.height() + 2 * MARGIN) * POINTS);
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(width, height));
      document.addPage(page);
      PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, width, height);
      graphics.scale(POINTS, POINTS);
      graphics.translate(MARGIN, MARGIN);
      chart.draw(new GraphicsCanvas(graphics));
      graphics.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawForm(graphics.getXFormObject());
      }
      describe(document, chart);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Title, and a date and an identifier that do not change from run to run. */
  private static void describe(PDDocument document, Chart chart) {
    document.getDocumentInformation().setTitle(chart.title());
    document.getDocumentInformation().setSubject(chart.description());
    Calendar epoch = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    epoch.setTimeInMillis(0);
    document.getDocumentInformation().setCreationDate(epoch);
    COSArray identifier = new COSArray();
    identifier.add(new COSString(new byte[16]));
    identifier.add(new COSString(new byte[16]));
    document.getDocument().getTrailer().setItem(COSName.ID, identifier);
  }
}
