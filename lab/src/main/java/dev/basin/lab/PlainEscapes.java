package dev.basin.lab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.basin.engine.Printable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JSON that can be shown on a terminal: what is not printable is escaped beyond what JSON asks for,
 * so that a reader gets the same text.
 */
public final class PlainEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;
  private static final int DELETE = 0x7F;

  private PlainEscapes() {}

  /** Makes generators that escape so. */
  public static JsonFactory factory() {
    return new JsonFactory().setCharacterEscapes(new PlainEscapes());
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    int[] codes = standardAsciiEscapesForJSON();
    codes[DELETE] = ESCAPE_STANDARD;
    return codes;
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int letter) {
    boolean pair = Character.isSurrogate((char) letter); // halves of what may be a whole
    return Printable.isForeign(letter) && !pair
        ? new SerializedString(String.format(Locale.ROOT, "\\u%04X", letter))
        : null;
  }
}
