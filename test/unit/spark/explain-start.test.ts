import { describe, expect, it } from "vitest";
import { explainStart } from "../../../src/pipeline/spark/explain-start.ts";

const GATEWAY = "[JAVA_GATEWAY_EXITED] Java gateway process exited before sending its port number.";

describe("why Spark did not start", () => {
  it.each([
    ["JAVA_HOME is not set", GATEWAY, "JAVA_HOME is not set\n", "it needs Java, and there is none"],
    [
      "a JAVA_HOME without Java",
      GATEWAY,
      "bin/spark-class: line 97: /nowhere/bin/java: No such file or directory\n",
      "it needs Java, and there is none",
    ],
    [
      "Java 11",
      GATEWAY,
      "Error: LinkageError occurred while loading main class org.apache.spark.launcher.Main\n" +
        "\tjava.lang.UnsupportedClassVersionError: class file version 61.0\n",
      "its Java is too old",
    ],
    [
      "Java 25",
      "An error occurred while calling None.org.apache.spark.api.java.JavaSparkContext.",
      "java.lang.UnsupportedOperationException: getSubject is not supported\n",
      "its Java is too new",
    ],
  ])("is its Java: %s", (_, error, log, expected) => {
    expect(explainStart(error, log)).toContain(expected);
    expect(explainStart(error, log)).toContain("install Java 17 or 21");
  });

  it("is else what it said, without the chatter of a start", () => {
    const log = [
      "WARNING: Using incubator modules: jdk.incubator.vector",
      "26/11/28 13:24:29 WARN NativeCodeLoader: Unable to load native-hadoop library",
      "Traceback (most recent call last):",
      '  File "driver.py", line 18, in <module>',
      "ModuleNotFoundError: No module named 'pyspark'",
      "",
    ].join("\n");
    expect(explainStart("", log)).toBe("ModuleNotFoundError: No module named 'pyspark'");
  });

  it("is Java's reason and not that Java ended, without a stack", () => {
    const log =
      'Exception in thread "main" org.apache.spark.SparkException: Master must either be yarn or start with spark\n' +
      "\tat org.apache.spark.deploy.SparkSubmit.error(SparkSubmit.scala:1045)\n";
    expect(explainStart(GATEWAY, log)).toBe(
      "org.apache.spark.SparkException: Master must either be yarn or start with spark",
    );
    expect(explainStart(GATEWAY, "")).toBe(GATEWAY);
  });

  it("is told even when it said nothing", () => {
    expect(explainStart("", "\n")).toBe("it ended without a word");
  });
});
