const CHATTER =
  / (?:WARN|INFO) |^WARNING|^Using Spark's default|^Setting default log|^To adjust logging|^Traceback|^ {2}|^\tat /;
const NO_JAVA =
  /JAVA_HOME is not set|java: (?:command )?not found|bin\/java: No such file|Unable to locate a Java/;
const OLD_JAVA = /UnsupportedClassVersionError/;
const NEW_JAVA = /getSubject is (?:not supported|supported only)|Unrecognized VM option|security manager/i;
/** What PySpark says of every end of its Java, whatever the reason. */
const GATEWAY = /^\[JAVA_GATEWAY_EXITED\]/;
const HOW_TO_GET_JAVA = "install Java 17 or 21, or set JAVA_HOME to one";

/**
 * Why a Spark did not start, for a person.
 * @param error what its driver says, empty when it said nothing
 * @param log what it left on standard error
 */
export function explainStart(error: string, log: string): string {
  const all = `${error}\n${log}`;
  if (NO_JAVA.test(all)) return `it needs Java, and there is none: ${HOW_TO_GET_JAVA}`;
  if (OLD_JAVA.test(all)) return `its Java is too old: ${HOW_TO_GET_JAVA}`;
  if (NEW_JAVA.test(all)) return `its Java is too new: ${HOW_TO_GET_JAVA}`;
  const lines = all.split("\n").filter((line) => line.trim() !== "" && !CHATTER.test(line));
  const reasons = lines.filter((line) => !GATEWAY.test(line));
  const told = (reasons.length === 0 ? lines : reasons).join("\n");
  return told === "" ? "it ended without a word" : told.replace(/^Exception in thread "\S+" /, "");
}
