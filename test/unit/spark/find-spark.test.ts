import { mkdir, realpath, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { findSpark, locatePyspark } from "../../../src/pipeline/spark/find-spark.ts";
import { makeTemporaryFolder } from "../../support/temporary-folder.ts";

let folder: string;

beforeEach(async () => {
  folder = await realpath(await makeTemporaryFolder());
});

/** A folder that looks like a Spark. */
async function makeHome(name: string): Promise<string> {
  const home = join(folder, name);
  for (const part of ["bin", "jars", "python/lib"]) await mkdir(join(home, part), { recursive: true });
  await writeFile(join(home, "bin/spark-submit"), "");
  for (const archive of ["pyspark.zip", "py4j-1.2-src.zip", "README"]) {
    await writeFile(join(home, "python/lib", archive), "");
  }
  return home;
}

/** A Python in whose PySpark this home is. */
async function makePython(path: string, home: string): Promise<void> {
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, `#!/bin/sh\necho ${home}\n`, { mode: 0o755 });
}

const find = (environment: NodeJS.ProcessEnv) => findSpark(environment, join(folder, "own"));

describe("looking for a Spark", () => {
  it("finds none where there is none", async () => {
    await mkdir(join(folder, "half/bin"), { recursive: true });
    await writeFile(join(folder, "half/bin/spark-submit"), "");
    expect(await find({ SPARK_HOME: join(folder, "half"), PATH: join(folder, "half/bin") })).toBeNull();
    expect(await find({})).toBeNull();
  });

  it("takes SPARK_HOME first, and the Python that is named", async () => {
    const [named, other] = [await makeHome("named"), await makeHome("other")];
    const environment = { SPARK_HOME: named, PATH: join(other, "bin"), PYSPARK_PYTHON: "python3.12" };
    expect(await find(environment)).toEqual({ home: named, python: "python3.12", java: null });
  });

  it("follows a spark-submit on the PATH to its home", async () => {
    const home = await makeHome("spark-4");
    await mkdir(join(folder, "bin"));
    await symlink(join(home, "bin/spark-submit"), join(folder, "bin/spark-submit"));
    const PATH = [join(folder, "nothing"), join(folder, "bin")].join(delimiter);
    expect(await find({ PATH })).toEqual({ home, python: "python3", java: null });
  });

  it("takes a venv's spark-submit for that venv's PySpark", async () => {
    const home = await makeHome("venv/lib/pyspark");
    await makePython(join(folder, "venv/bin/python"), home);
    await writeFile(join(folder, "venv/bin/spark-submit"), "");
    expect(await find({ PATH: join(folder, "venv/bin") })).toEqual({
      home,
      python: join(folder, "venv/bin/python"),
      java: null,
    });
  });

  it("takes the one that setup:spark made, with the Java it was given", async () => {
    const home = await makeHome("own/lib/pyspark");
    await makePython(join(folder, "own/bin/python"), home);
    expect(await find({})).toEqual({
      home,
      python: join(folder, "own/bin/python"),
      java: join(folder, "own/java"),
    });
  });

  it("takes the PySpark of the Python there is", async () => {
    const home = await makeHome("site-packages/pyspark");
    const python = join(folder, "python3");
    await makePython(python, home);
    expect(await find({ PYSPARK_PYTHON: python })).toEqual({ home, python, java: null });
  });

  it("lets Python import the PySpark that fits", async () => {
    const home = await makeHome("spark");
    const paths = (await locatePyspark({ home, python: "python3", java: null })).split(delimiter);
    expect(paths.sort()).toEqual([
      join(home, "python/lib/py4j-1.2-src.zip"),
      join(home, "python/lib/pyspark.zip"),
    ]);
  });
});
