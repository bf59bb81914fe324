import { execFile } from "node:child_process";
import { access, readdir, realpath } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** A Spark on this machine: what its driver is started with. */
export interface Spark {
  /** SPARK_HOME: the folder with `bin`, `jars` and `python`. */
  readonly home: string;
  /** The interpreter the driver runs in. */
  readonly python: string;
  /** JAVA_HOME, when it is this Spark's own. */
  readonly java: string | null;
}

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

/** Where scripts/setup-spark.mjs puts a Spark: beside the package, whose `dist` or source this module is in. */
function locateOwn(): string {
  const up = import.meta.url.endsWith(".ts") ? "../../../.spark" : "../.spark";
  return fileURLToPath(new URL(up, import.meta.url));
}

async function* listSparks(environment: NodeJS.ProcessEnv, own: string): AsyncGenerator<Spark | null> {
  const named = environment.PYSPARK_DRIVER_PYTHON ?? environment.PYSPARK_PYTHON ?? "python3";
  const at = (home: string | null | undefined, python = named, java: string | null = null) =>
    home === null || home === undefined || home === "" ? null : { home, python, java };

  yield at(environment.SPARK_HOME);
  for (const folder of (environment.PATH ?? "").split(delimiter)) {
    const submit = join(folder, "spark-submit");
    if (folder === "" || !(await isThere(submit))) continue;
    yield at(dirname(dirname(await realpath(submit))));
    // In the bin folder of a venv it is a script of that venv's PySpark.
    const python = join(folder, "python");
    yield at(await findPyspark(python), python);
  }
  const python = join(own, "bin", "python");
  yield at(await findPyspark(python), python, join(own, "java"));
  yield at(await findPyspark(named));
}

/**
 * Finds a Spark: in SPARK_HOME, behind a `spark-submit` on the PATH, in `.spark` (made by scripts/setup-spark.mjs), in
 * the PySpark of `python3`, in this order. Null when there is none.
 */
export async function findSpark(
  environment: NodeJS.ProcessEnv = process.env,
  own = locateOwn(),
): Promise<Spark | null> {
  for await (const spark of listSparks(environment, own)) {
    if (spark === null) continue;
    const { home } = spark;
    const parts = [join(home, "bin", "spark-submit"), join(home, "jars"), join(home, "python", "lib")];
    if ((await Promise.all(parts.map(isThere))).every(Boolean)) return spark;
  }
  return null;
}

/** PYTHONPATH of a Spark's own PySpark, so that any interpreter takes the one that fits its jars. */
export async function locatePyspark({ home }: Spark): Promise<string> {
  const folder = join(home, "python", "lib");
  const archives = (await readdir(folder)).filter((name) => /^(?:py4j-.*-src|pyspark)\.zip$/.test(name));
  return archives.map((name) => join(folder, name)).join(delimiter);
}
