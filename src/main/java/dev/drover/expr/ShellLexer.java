package dev.drover.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a shell text as a shell does, far enough to know for every mark whether it stands bare, in
 * double or single quotes or in a here-document, and puts the reference there that is one word in
 * that place. Where no reference would do, because the shell reads the value again as syntax or
 * does not expand it, it refuses.
 *
 * <p>The result is the same text for all values. So even a text that a shell reads in a way not
 * foreseen here can mangle a value, but not execute it.
 *
 * <p>It is longer than usual because the contexts call each other; parts of it alone mean nothing.
 */
final class ShellLexer {

  private static final char MARK = '\0';

  /** A mark at a place where no reference is safe; its message continues "would stand". */
  static final class UnsafeException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int mark;
    private final String hint;

    UnsafeException(int mark, String where, String hint) {
      super(where);
      this.mark = mark;
      this.hint = hint;
    }

    int mark() {
      return mark;
    }

    String hint() {
      return hint;
    }
  }

  private record HereDocument(String delimiter, boolean tabs, boolean literal, boolean toShell) {}

  private static final String ASSIGN_FIRST = "assign it first: `value={{name}}`, then use `$value`";

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private final List<HereDocument> pending = new ArrayList<>();
  private final List<ShellWords> enclosing = new ArrayList<>();
  private final Set<Integer> listed = new TreeSet<>();
  private int at;

  ShellLexer(String text) {
    this.text = text;
  }

  /** What a value leaves in the text in the first place. */
  static String mark(int number) {
    return MARK + Integer.toString(number) + MARK;
  }

  /** The text with a reference in the place of each mark. */
  String references() throws UnsafeException {
    commands(false);
    return out.toString();
  }

  /** The marks that stand in arguments of programs, once the text has been read. */
  Set<Integer> listed() {
    return listed;
  }

  /** Commands up to the end of the text, or up to the closing parenthesis. */
  private void commands(boolean nested) throws UnsafeException {
    ShellWords words = new ShellWords();
    enclosing.add(words);
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ')' && nested && !words.inCase()) {
        copy();
        break;
      }
      bare(c, words);
    }
    words.endCommand(false);
    enclosing.removeLast();
  }

  private void bare(char c, ShellWords words) throws UnsafeException {
    switch (c) {
      case MARK -> reference("\"", "\"");
      case '\\' -> escape(words);
      case '\'' -> singleQuoted(words);
      case '"' -> doubleQuoted(words);
      case '`' -> backticks();
      case '$' -> dollar(words, true);
      case '#' -> hash(words);
      case '<' -> less(words);
      case '(' -> parenthesis(words);
      case ' ', '\t' -> {
        words.endWord();
        copy();
      }
      case '\n' -> {
        words.endCommand(false);
        copy();
        hereDocuments();
      }
      case ';', '|', ')', '&' -> separator(c, words);
      default -> {
        words.append(c);
        copy();
      }
    }
  }

  private void separator(char c, ShellWords words) throws UnsafeException {
    boolean redirection = c == '&' && at > 0 && "<>".indexOf(text.charAt(at - 1)) >= 0;
    boolean pipe = c == '|' && !follows("||") && (at == 0 || text.charAt(at - 1) != '|');
    if (redirection) {
      words.append(c);
    } else {
      words.endCommand(pipe);
    }
    copy();
  }

  private void escape(ShellWords words) throws UnsafeException {
    copy();
    if (at < text.length()) {
      refuseMark("behind a backslash, which would take away its quotes", "remove the backslash");
      if (text.charAt(at) != '\n') {
        words.append(text.charAt(at));
      }
      copy();
    }
  }

  private void singleQuoted(ShellWords words) throws UnsafeException {
    words.begin();
    copy();
    while (at < text.length() && text.charAt(at) != '\'') {
      if (text.charAt(at) == MARK) {
        // The quotes are closed for the reference and opened again.
        reference("'\"", "\"'");
      } else {
        words.append(text.charAt(at));
        copy();
      }
    }
    copy();
  }

  private void doubleQuoted(ShellWords words) throws UnsafeException {
    words.begin();
    copy();
    while (at < text.length() && text.charAt(at) != '"') {
      expanding(words);
    }
    copy();
  }

  /** One step inside double quotes or a here-document: expansions happen, words don't end. */
  private void expanding(ShellWords words) throws UnsafeException {
    char c = text.charAt(at);
    switch (c) {
      case MARK -> reference("", "");
      case '\\' -> escape(words);
      case '`' -> backticks();
      case '$' -> dollar(words, false);
      default -> {
        words.append(c);
        copy();
      }
    }
  }

  private void dollar(ShellWords words, boolean bare) throws UnsafeException {
    words.begin();
    if (follows("$((")) {
      skip("$((", "))", "inside `$((…))`, where the shell reckons with it", ASSIGN_FIRST);
    } else if (follows("$(")) {
      copy();
      copy();
      commands(true);
    } else if (follows("${")) {
      skip("${", "}", "inside `${…}`, where the shell reads it as part of the name", ASSIGN_FIRST);
    } else if (bare && follows("$'")) {
      skip("$'", "'", "inside `$'…'`", "write it in double quotes");
    } else {
      copy();
      refuseMark("behind a `$`, which belongs to the shell", "remove the `$`");
    }
  }

  private void backticks() throws UnsafeException {
    skip("`", "`", "inside backticks, where quotes have no clear meaning", "write `$(…)`");
  }

  /** Copies up to the closing sign; a mark in between is refused. */
  private void skip(String open, String close, String where, String hint) throws UnsafeException {
    open.chars().forEach(c -> copy());
    while (at < text.length() && !follows(close)) {
      refuseMark(where, hint);
      if (text.charAt(at) == '\\') {
        copy();
        refuseMark(where, hint);
      }
      copy();
    }
    close.chars().forEach(c -> copy());
  }

  private void hash(ShellWords words) {
    if (words.inWord()) {
      words.append('#');
      copy();
      return;
    }
    while (at < text.length() && text.charAt(at) != '\n') {
      if (text.charAt(at) == MARK) {
        at = text.indexOf(MARK, at + 1) + 1;
      } else {
        copy();
      }
    }
  }

  private void parenthesis(ShellWords words) throws UnsafeException {
    if (follows("((") && words.atStart()) {
      skip("((", "))", "inside `((…))`, where the shell reckons with it", ASSIGN_FIRST);
      return;
    }
    words.endCommand(false);
    copy();
    commands(true);
  }

  private void less(ShellWords words) throws UnsafeException {
    if (!follows("<<") || follows("<<<")) {
      words.endWord();
      while (follows("<")) {
        copy();
      }
      return;
    }
    copy();
    copy();
    boolean tabs = follows("-");
    if (tabs) {
      copy();
    }
    while (follows(" ")) {
      copy();
    }
    pending.add(delimiter(tabs, words));
  }

  private HereDocument delimiter(boolean tabs, ShellWords words) throws UnsafeException {
    StringBuilder delimiter = new StringBuilder();
    boolean literal = false;
    while (at < text.length() && " \t\n;|&<>()".indexOf(text.charAt(at)) < 0) {
      refuseMark("in the end word of a here-document", "write a fixed word, for instance `EOF`");
      if ("'\"\\".indexOf(text.charAt(at)) >= 0) {
        literal = true;
      } else {
        delimiter.append(text.charAt(at));
      }
      copy();
    }
    int end = text.indexOf('\n', at);
    String rest = text.substring(at, end < 0 ? text.length() : end);
    boolean toShell = words.isShell() || ShellWords.pipesToShell(rest);
    return new HereDocument(delimiter.toString(), tabs, literal, toShell);
  }

  private void hereDocuments() throws UnsafeException {
    List<HereDocument> documents = List.copyOf(pending);
    pending.clear();
    for (HereDocument document : documents) {
      body(document);
    }
  }

  private void body(HereDocument document) throws UnsafeException {
    ShellWords ignored = new ShellWords();
    while (at < text.length()) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(at, end);
      boolean last =
          (document.tabs() ? line.replaceFirst("^\t+", "") : line).equals(document.delimiter());
      while (at < end || (at < text.length() && text.charAt(at) != '\n')) {
        if (document.toShell()) {
          refuseMark(
              "in a here-document that a shell reads as a script",
              "give the value as an argument: `sh -s {{name}} <<'EOF'`, and use `$1` there");
        } else if (document.literal()) {
          refuseMark(
              "in a here-document with a quoted end word, where nothing is filled in",
              "write the end word without quotes: `<<EOF`");
        }
        if (document.literal()) {
          copy();
        } else {
          expanding(ignored);
        }
      }
      if (at < text.length()) {
        copy();
      }
      if (last) {
        return;
      }
    }
  }

  /** Puts the reference for the mark at the current place. */
  private void reference(String before, String after) throws UnsafeException {
    int end = text.indexOf(MARK, at + 1);
    int number = Integer.parseInt(text.substring(at + 1, end));
    for (ShellWords words : enclosing) {
      words.mark(number);
      if (words.isListed()) {
        listed.add(number);
      }
    }
    out.append(before).append("${DROVER_").append(number).append('}').append(after);
    at = end + 1;
  }

  private void refuseMark(String where, String hint) throws UnsafeException {
    if (at < text.length() && text.charAt(at) == MARK) {
      int end = text.indexOf(MARK, at + 1);
      throw new UnsafeException(Integer.parseInt(text.substring(at + 1, end)), where, hint);
    }
  }

  private boolean follows(String sign) {
    return text.startsWith(sign, at);
  }

  private void copy() {
    if (at < text.length()) {
      out.append(text.charAt(at));
    }
    at++;
  }
}
