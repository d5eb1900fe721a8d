package dev.basin.lab.chart;

import java.util.List;

/**
 * What a stroke or a letter is coloured for. The data colours are Okabe and Ito's, which people
 * with colour-blindness can tell apart.
 */
public enum Ink {
  /** Letters and axes. */
  TEXT("text", 0x1f2328),
  /** Letters of lesser weight. */
  MUTED("muted", 0x59636e),
  /** Grid lines. */
  GRID("grid", 0xd8dee4),
  /** Small-batch data. */
  SMALL("sb", 0x0072b2),
  /** Large-batch data. */
  LARGE("lb", 0xd55e00),
  /** Loss curves. */
  LOSS("loss", 0x3d3d8f),
  /** Accuracy curves. */
  ACCURACY("acc", 0x00805e),
  /** Data of a fourth kind. */
  PURPLE("purple", 0x9b3f7d),
  /** Data of a fifth kind. */
  OCHRE("ochre", 0x7a6000);

  private static final List<Ink> ARMS = List.of(SMALL, LARGE, ACCURACY, PURPLE, OCHRE, LOSS);

  private final String className;
  private final int light;

  Ink(String className, int light) {
    this.className = className;
    this.light = light;
  }

  /** The colour of an arm of a study, 0 for the first; beyond the sixth they come again. */
  public static Ink ofArm(int arm) {
    return ARMS.get(arm % ARMS.size());
  }

  /** The suffix of the CSS classes that colour it: {@code s-} for strokes, {@code f-} for fills. */
  public String className() {
    return className;
  }

  /** The colour on white, as 0xRRGGBB. */
  public int light() {
    return light;
  }

  /** The colour on white, as {@code #rrggbb}. */
  public String hex() {
    return hex(light);
  }

  /** A colour 0xRRGGBB as {@code #rrggbb}. */
  static String hex(int colour) {
    return "#" + Integer.toHexString(0x1000000 | colour).substring(1);
  }
}
