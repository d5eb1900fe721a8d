package dev.basin.lab.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them, the same in every locale. */
public final class Numbers {

  /** Stands for a number that does not exist. */
  public static final String NONE = "–";

  /** Said where a mean has a spread, but no interval. */
  public static final String NO_INTERVAL = "no interval: a value at the end of its range";

  private static final String SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Numbers() {}

  /** A number with a fixed count of decimals, rounded half up. */
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    String text =
        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    return minus(text.matches("-0(\\.0*)?") ? text.substring(1) : text);
  }

  /** A number with a count of significant digits; a power of ten where it is far from 1. */
  public static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_UP));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      int decimals = Math.max(0, digits - 1 - exponent);
      return minus(rounded.setScale(decimals, RoundingMode.HALF_UP).toPlainString());
    }
    String mantissa =
        rounded
            .scaleByPowerOfTen(-exponent)
            .setScale(digits - 1, RoundingMode.HALF_UP)
            .toPlainString();
    return minus(mantissa) + "×10" + superscript(exponent);
  }

  /** A number in its shortest form that reads back as the same number, as it is typed. */
  public static String plain(double value) {
    String text = Double.toString(value).replace("E", "e");
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text.replace(".0e", "e");
  }

  /** A factor such as "205 ×". */
  public static String factor(double ratio) {
    return Double.isFinite(ratio) ? significant(ratio, 3) + "\u00a0×" : NONE;
  }

  /** A whole number with thin spaces between thousands. */
  public static String count(long value) {
    String digits = Long.toString(Math.abs(value));
    StringBuilder grouped = new StringBuilder(digits);
    if (digits.length() > 4) {
      for (int i = digits.length() - 3; i > 0; i -= 3) {
        grouped.insert(i, '\u202f');
      }
    }
    return (value < 0 ? "−" : "") + grouped;
  }

  /** ε as the paper writes it: a mantissa and a power of ten. */
  public static String epsilon(double epsilon) {
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      return significant(epsilon, 3);
    }
    BigDecimal exact = BigDecimal.valueOf(epsilon).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent > -3) {
      return exact.toPlainString();
    }
    String mantissa = exact.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString();
    return (mantissa.equals("1") ? "" : mantissa + "·") + "10" + superscript(exponent);
  }

  /** A duration in seconds, as hours, minutes and seconds. */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return notFinite(seconds);
    }
    if (seconds < 60) {
      return significant(seconds, 3) + " s";
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }

  /** Bytes in binary units. */
  public static String bytes(long bytes) {
    double mebibytes = bytes / (1024.0 * 1024.0);
    return mebibytes < 1024
        ? significant(mebibytes, 3) + " MiB"
        : significant(mebibytes / 1024, 3) + " GiB";
  }

  public static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPT.charAt(digit - '0'));
    }
    return text.toString();
  }

  private static String minus(String text) {
    return text.replace('-', '−');
  }

  private static String notFinite(double value) {
    return Double.isNaN(value) ? NONE : value > 0 ? "∞" : "−∞";
  }
}
