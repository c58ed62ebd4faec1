package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.secret.Vault;
import dev.drover.task.Extensions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out the form of an inventory file, and has it read. */
final class InventoryFile {

  private static final Pattern YAML_NAME = Pattern.compile(".*\\.(yml|yaml|json)");
  private static final Pattern INSIGNIFICANT = Pattern.compile("\\s*([#;].*)?");

  /** How YAML begins, and INI never does. */
  private static final Pattern YAML_START =
      Pattern.compile("---.*|%YAML.*|\\{.*|[^\\s=\\[]+:(\\s.*)?");

  /** A line that INI has, and no inventory in YAML that begins with something else than a key. */
  private static final Pattern INI_SECTION =
      Pattern.compile("\\[[\\w.-]+(:(children|vars|hosts))?]\\s*([#;].*)?");

  /** How a program begins: a script, or an executable of Linux. */
  private static final Pattern PROGRAM = Pattern.compile("#!.*|\u007fELF", Pattern.DOTALL);

  private final InventoryDraft draft;
  private final Vault vault;
  private final Extensions extensions;
  private final Diagnostics diagnostics;

  InventoryFile(InventoryDraft draft, Vault vault, Extensions extensions, Diagnostics diagnostics) {
    this.extensions = extensions;
    this.draft = draft;
    this.vault = vault;
    this.diagnostics = diagnostics;
  }

  /** Adds what a file says to the draft. A program is run, if it may be. */
  void read(Path file) {
    if (PROGRAM.matcher(beginning(file)).matches()) {
      program(file);
      return;
    }
    Optional<Source> read = SourceFile.read(file, vault, diagnostics);
    if (read.isEmpty()) {
      return;
    }
    Source source = read.get();
    draft.sources().add(source);
    if (source.name().endsWith(".toml")) {
      diagnostics.error(
          Code.INVENTORY_SYNTAX,
          Span.startOf(source),
          "inventories in TOML are not read",
          "save what `ansible-inventory --list --yaml` prints for it, and give that file");
    } else if (SourcedInventory.isOne(source)) {
      new SourcedInventory(source, extensions, draft, diagnostics).read();
    } else if (isYaml(source)) {
      new YamlInventory(source, draft, diagnostics).read();
    } else {
      new IniInventory(source, draft, diagnostics).read();
    }
  }

  private void program(Path file) {
    if (Files.isExecutable(file)) {
      InventoryProgram program = new InventoryProgram(file, InventoryProgram.LONGEST);
      new PrintedInventory(program::print, draft, diagnostics).read();
    } else {
      diagnostics.error(
          Code.INVENTORY_PROGRAM,
          Span.startOf(new Source(file.toString(), "")),
          "`" + file + "` is a program, but nobody may execute it",
          "make it executable with `chmod +x`; if it is none, remove the `#!` from its first line");
    }
  }

  /** Its first four characters; that it can't be read is told later. */
  private static String beginning(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /** Some keep INI in files that are named as YAML is; Ansible reads those too. */
  private static boolean isYaml(Source source) {
    if (YAML_NAME.matcher(source.name()).matches()) {
      return beginsAsYaml(source)
          || source.text().lines().noneMatch(INI_SECTION.asMatchPredicate());
    }
    return !source.name().endsWith(".ini") && beginsAsYaml(source);
  }

  private static boolean beginsAsYaml(Source source) {
    return source
        .text()
        .lines()
        .filter(line -> !INSIGNIFICANT.matcher(line).matches())
        .findFirst()
        .filter(line -> YAML_START.matcher(line).matches())
        .isPresent();
  }
}
