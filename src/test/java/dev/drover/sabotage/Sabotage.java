package dev.drover.sabotage;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Changes classes of the tool: the {@link Saboteur} gets to know of each journal entry right before
 * and right after it is on the disk, and sets the clock.
 */
final class Sabotage {

  private static final ClassDesc SABOTEUR = ClassDesc.of(Saboteur.class.getName());
  private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");
  private static final MethodTypeDesc HEARS =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);

  /** What is changed: the method of a class, and how. */
  private static final Map<String, ClassTransform> CHANGES =
      Map.of(
          "dev/drover/journal/Journal.class",
          body("append", new AroundTheEntry()),
          "dev/drover/time/SystemTime.class",
          body("now", Sabotage::stepped));

  /** The names of the files of the classes that are changed or added. */
  static final List<String> FILES =
      Stream.concat(CHANGES.keySet().stream(), Stream.of("dev/drover/sabotage/Saboteur.class"))
          .sorted()
          .toList();

  private Sabotage() {}

  /** One of them. */
  static byte[] bytes(String file) throws IOException {
    try (InputStream in = Sabotage.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("there is no " + file + " beside the tests");
      }
      ClassTransform change = CHANGES.getOrDefault(file, ClassTransform.ACCEPT_ALL);
      ClassFile classes = ClassFile.of();
      return classes.transformClass(classes.parse(in.readAllBytes()), change);
    }
  }

  private static ClassTransform body(String method, CodeTransform change) {
    return ClassTransform.transformingMethodBodies(
        model -> model.methodName().equalsString(method), change);
  }

  private static void stepped(CodeBuilder code, CodeElement element) {
    if (element instanceof ReturnInstruction) {
      code.invokestatic(SABOTEUR, "now", MethodTypeDesc.of(INSTANT, INSTANT));
    }
    code.with(element);
  }

  /** The entry is the method's only parameter. */
  private static final class AroundTheEntry implements CodeTransform {

    @Override
    public void atStart(CodeBuilder code) {
      code.aload(1).invokestatic(SABOTEUR, "before", HEARS);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (element instanceof ReturnInstruction) {
        code.aload(1).invokestatic(SABOTEUR, "after", HEARS);
      }
      code.with(element);
    }
  }
}
