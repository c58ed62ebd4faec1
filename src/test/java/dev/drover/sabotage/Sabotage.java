package dev.drover.sabotage;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent: lets the {@link Saboteur} know of each journal entry right before and right after it
 * is on the disk, and lets him set the clock.
 */
public final class Sabotage implements ClassFileTransformer {

  private static final ClassDesc SABOTEUR = ClassDesc.of("dev.drover.sabotage.Saboteur");
  private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");
  private static final MethodTypeDesc HEARS =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);

  /** What is changed: the method of a class, and how. */
  private static final Map<String, ClassTransform> CHANGES =
      Map.of(
          "dev/drover/journal/Journal",
          body("append", new AroundTheEntry()),
          "dev/drover/time/SystemTime",
          body("now", Sabotage::stepped));

  private Sabotage() {}

  /** Called by the JVM, with the file that says what is to be done. */
  public static void premain(String orders, Instrumentation instrumentation) {
    Saboteur.obey(Path.of(orders));
    instrumentation.addTransformer(new Sabotage());
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    ClassTransform change = CHANGES.get(name);
    if (change == null) {
      return null; // the JVM's word for: leave it as it is
    }
    ClassFile file = ClassFile.of();
    return file.transformClass(file.parse(bytes), change);
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
