import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const PYSPARK_HOME = "import os, pyspark; print(os.path.dirname(pyspark.__file__))";

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The home of the PySpark of a Python interpreter, or null. */
async function findPyspark(python: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(python, ["-c", PYSPARK_HOME]);
    return stdout.trim();
  } catch {
    // No such interpreter, or no PySpark in it: there are other places to look.
    return null;
  }
}

/** Where Spark may be: SPARK_HOME, the folder of a `spark-submit` on the path, the project's own venv, any PySpark. */
async function* listHomes(environment: NodeJS.ProcessEnv): AsyncGenerator<string | null> {
  yield environment.SPARK_HOME ?? null;
  for (const folder of (environment.PATH ?? "").split(delimiter)) {
    if (folder !== "" && (await isThere(join(folder, "spark-submit")))) yield join(folder, "..");
  }
  yield findPyspark(join(process.cwd(), ".spark", "bin", "python"));
  yield findPyspark("python3");
}

/**
 * The path of Spark's `spark-sql`, or null when there is no Spark. Looks in SPARK_HOME, beside a `spark-submit` on the
 * path, in `.spark` (made by scripts/setup-spark.sh) and in the PySpark of `python3`, in this order.
 */
export async function findSparkSql(environment: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  for await (const home of listHomes(environment)) {
    if (home === null) continue;
    const program = join(home, "bin", "spark-sql");
    // The script of that name in a venv's bin/ does not find its own jars; the one in Spark's home does.
    if ((await isThere(program)) && (await isThere(join(home, "jars")))) return program;
  }
  return null;
}
