package dev.drover.expr;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.drover.expr.DataShape.Fields;
import dev.drover.expr.DataShape.ListOf;
import dev.drover.expr.DataShape.MapOf;
import dev.drover.expr.DataShape.Single;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tells CEL the types of data, so that a misspelt field of it is found without any data. */
final class DataTypes implements CelTypeProvider {

  private final Map<String, StructType> structs = new LinkedHashMap<>();
  private final Map<String, CelType> names = new LinkedHashMap<>();
  private final Set<String> fields = new TreeSet<>();

  /** Types of names. */
  DataTypes(Map<String, DataShape> shapes) {
    shapes.forEach((name, shape) -> names.put(name, type(shape)));
  }

  /** The types of the names. */
  Map<String, CelType> names() {
    return names;
  }

  /** The names of all fields of all that is in it. */
  Collection<String> fields() {
    return fields;
  }

  private CelType type(DataShape shape) {
    return switch (shape) {
      case Single.TEXT -> SimpleType.STRING;
      case Single.WHOLE -> SimpleType.INT;
      case Single.REAL -> SimpleType.DOUBLE;
      case Single.TRUTH -> SimpleType.BOOL;
      case Single.ANY -> SimpleType.DYN;
      case ListOf(DataShape item) -> ListType.create(type(item));
      case MapOf(DataShape value) -> MapType.create(SimpleType.STRING, type(value));
      case Fields struct -> struct(struct);
    };
  }

  private CelType struct(Fields shape) {
    StructType known = structs.get(shape.name());
    if (known != null) {
      return known;
    }
    Map<String, CelType> types = new LinkedHashMap<>();
    shape.fields().forEach((name, field) -> types.put(name, type(field)));
    fields.addAll(types.keySet());
    StructType struct =
        StructType.create(
            shape.name(),
            ImmutableSet.copyOf(types.keySet()),
            name -> Optional.ofNullable(types.get(name)));
    structs.put(shape.name(), struct);
    return struct;
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableList.copyOf(structs.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(structs.get(name));
  }
}
