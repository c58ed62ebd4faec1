package dev.drover.expr;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells CEL the types of data, so that a misspelt field of it is found without any data. */
final class DataTypes implements CelTypeProvider {

  private final ImmutableMap<String, StructType> structs;
  private final ImmutableMap<String, CelType> names;
  private final ImmutableSet<String> fields;

  private DataTypes(
      ImmutableMap<String, StructType> structs,
      ImmutableMap<String, CelType> names,
      ImmutableSet<String> fields) {
    this.structs = structs;
    this.names = names;
    this.fields = fields;
  }

  /** Types of names. */
  static DataTypes of(Map<String, DataShape> shapes) {
    Map<String, StructType> structs = new LinkedHashMap<>();
    ImmutableMap.Builder<String, CelType> names = ImmutableMap.builder();
    shapes.forEach((name, shape) -> names.put(name, type(shape, structs)));
    ImmutableSet.Builder<String> fields = ImmutableSet.builder();
    structs.values().forEach(struct -> fields.addAll(struct.fieldNames()));
    return new DataTypes(ImmutableMap.copyOf(structs), names.buildOrThrow(), fields.build());
  }

  /** The types of the names. */
  ImmutableMap<String, CelType> names() {
    return names;
  }

  /** The names of all fields of all that is in it. */
  ImmutableSet<String> fields() {
    return fields;
  }

  private static CelType type(DataShape shape, Map<String, StructType> structs) {
    return switch (shape) {
      case Single.TEXT -> SimpleType.STRING;
      case Single.WHOLE -> SimpleType.INT;
      case Single.REAL -> SimpleType.DOUBLE;
      case Single.TRUTH -> SimpleType.BOOL;
      case Single.ANY -> SimpleType.DYN;
      case ListOf(DataShape item) -> ListType.create(type(item, structs));
      case MapOf(DataShape value) -> MapType.create(SimpleType.STRING, type(value, structs));
      case Fields struct -> struct(struct, structs);
    };
  }

  private static CelType struct(Fields shape, Map<String, StructType> structs) {
    StructType known = structs.get(shape.name());
    if (known != null) {
      return known;
    }
    ImmutableMap.Builder<String, CelType> builder = ImmutableMap.builder();
    shape.fields().forEach((name, field) -> builder.put(name, type(field, structs)));
    ImmutableMap<String, CelType> types = builder.buildOrThrow();
    StructType struct =
        StructType.create(
            shape.name(), types.keySet(), name -> Optional.ofNullable(types.get(name)));
    structs.put(shape.name(), struct);
    return struct;
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableSet.copyOf(structs.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(structs.get(name));
  }
}
