package dev.basin.engine;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import org.jspecify.annotations.Nullable;

/**
 * Lets a JSON reader refuse {@code null} for a component of a record that is not declared {@link
 * Nullable}, and within any list or map, so that no document brings a null where the code cannot
 * have one.
 */
public final class DeclaredNulls extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public JsonSetter.Value findSetterInfo(Annotated member) {
    return member instanceof AnnotatedParameter parameter
            && parameter.getOwner().getAnnotated() instanceof Executable maker
        ? JsonSetter.Value.construct(
            isNullable(maker, parameter.getIndex()) ? Nulls.SET : Nulls.FAIL, Nulls.FAIL)
        : super.findSetterInfo(member);
  }

  private static boolean isNullable(Executable maker, int index) {
    AnnotatedType[] types = maker.getAnnotatedParameterTypes();
    return index < types.length && types[index].isAnnotationPresent(Nullable.class);
  }
}
