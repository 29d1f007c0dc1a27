package io.tocsin.schemas.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson what the records already say: which components are required, that an absent
 * collection is empty, and that an enum is its name in lower case.
 */
final class RecordIntrospector extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    RecordComponent component = component(member);
    return component == null
        ? super.hasRequiredMarker(member)
        : (Boolean) (!isNullable(component) && !isCollection(component));
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    RecordComponent component = component(annotated);
    if (component == null || isNullable(component)) {
      return super.findSetterInfo(annotated);
    }
    return JsonSetter.Value.construct(
        isCollection(component) ? Nulls.AS_EMPTY : Nulls.FAIL, Nulls.FAIL);
  }

  @Override
  public String[] findEnumValues(
      MapperConfig<?> config, AnnotatedClass type, Enum<?>[] values, String[] names) {
    for (int i = 0; i < values.length; i++) {
      names[i] = Constants.wireName(values[i]);
    }
    return names;
  }

  private static @Nullable RecordComponent component(Annotated annotated) {
    if (!(annotated instanceof AnnotatedMember member) || !member.getDeclaringClass().isRecord()) {
      return null;
    }
    RecordComponent[] components = member.getDeclaringClass().getRecordComponents();
    if (member instanceof AnnotatedParameter parameter) {
      return parameter.getOwner() instanceof AnnotatedConstructor constructor
              && constructor.getParameterCount() == components.length
          ? components[parameter.getIndex()]
          : null;
    }
    for (RecordComponent component : components) {
      if (component.getName().equals(member.getName())) {
        return component;
      }
    }
    return null;
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static boolean isCollection(RecordComponent component) {
    Class<?> type = component.getType();
    return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
  }
}
