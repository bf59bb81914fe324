import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installDebianPackages, isDebianAsRoot, isDebianPackage, refreshDebianPackages } from "./debian.mjs";
import { runCommand, runMain, SetupError } from "./run-command.mjs";

// A real Spark for one machine, out of package registries only: PySpark in a venv of its own, and a link to a Java it
// runs on. `npm run setup:spark`; does nothing when all is there.

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..", ".spark");
const PYTHON = join(FOLDER, "bin", "python");
const JAVA_LINK = join(FOLDER, "java");
/** Written last: without it the installation was interrupted. */
const STAMP = join(FOLDER, "installed");
const PYSPARK = "4.0.5";
/** What this Spark runs on: later Javas have lost what its Hadoop calls. */
const JAVA_MAJORS = [17, 21];
const DEBIAN_JAVAS = ["openjdk-17-jre-headless", "openjdk-21-jre-headless"];

const HOW_TO_GET_JAVA = `Install Java 17 or 21, then run this again:
  Debian           sudo apt-get install openjdk-17-jre-headless
  other systems    https://adoptium.net
or set JAVA_HOME to the folder of one.`;

const HOW_TO_GET_PYTHON = `Install Python 3.9 or later with its venv module, then run this again:
  Debian           sudo apt-get install python3-venv
  other systems    https://www.python.org/downloads`;

/**
 * The major version of the Java in a folder: 17. Null when there is none that runs.
 * @param {string} home
 */
function readJavaMajor(home) {
  const { status, stderr } = spawnSync(join(home, "bin", "java"), ["-version"], { encoding: "utf8" });
  const version = status === 0 ? /version "(\d+)/.exec(stderr)?.[1] : undefined;
  return version === undefined ? null : Number(version);
}

/** Where Java may be: JAVA_HOME, what `java` on the PATH says of itself, Debian's place for them. */
function listJavaHomes() {
  const asked = spawnSync("java", ["-XshowSettings:properties", "-version"], { encoding: "utf8" });
  const onPath = /^\s*java\.home = (.+)$/m.exec(asked.stderr ?? "")?.[1];
  const debian = "/usr/lib/jvm";
  const installed = existsSync(debian) ? readdirSync(debian).map((name) => join(debian, name)) : [];
  return [process.env.JAVA_HOME, onPath, ...installed].filter((home) => home !== undefined);
}

function findJava() {
  return listJavaHomes().find((home) => JAVA_MAJORS.includes(readJavaMajor(home) ?? 0)) ?? null;
}

function installJava() {
  if (!isDebianAsRoot()) throw new SetupError("No Java 17 or 21 found", HOW_TO_GET_JAVA);
  refreshDebianPackages();
  const name = DEBIAN_JAVAS.find(isDebianPackage);
  if (name === undefined) throw new SetupError("This Debian has neither Java 17 nor 21", HOW_TO_GET_JAVA);
  installDebianPackages("Installing Java for Spark", name);
  const installed = findJava();
  if (installed === null)
    throw new SetupError(`${name} was installed, but no Java is found`, HOW_TO_GET_JAVA);
  return installed;
}

function makeVenv() {
  const make = () => spawnSync("python3", ["-m", "venv", "--clear", FOLDER], { encoding: "utf8" });
  let made = make();
  if (made.status !== 0 && isDebianAsRoot()) {
    refreshDebianPackages();
    installDebianPackages("Installing Python's venv module", "python3-venv");
    made = make();
  }
  if (made.status === 0) return;
  throw new SetupError("python3 could not make a venv", HOW_TO_GET_PYTHON, {
    cause: made.error ?? new Error(`${made.stdout}${made.stderr}`.trim()),
  });
}

function installPyspark() {
  const options = ["--quiet", "--no-compile", "--disable-pip-version-check"];
  const title = `Installing PySpark ${PYSPARK} (430 MB to download the first time)`;
  runCommand(title, PYTHON, ["-m", "pip", "install", ...options, `pyspark==${PYSPARK}`]);
}

function isInstalled() {
  return (
    existsSync(STAMP) &&
    readFileSync(STAMP, "utf8") === PYSPARK &&
    existsSync(PYTHON) &&
    JAVA_MAJORS.includes(readJavaMajor(JAVA_LINK) ?? 0)
  );
}

await runMain(() => {
  if (isInstalled()) return;
  rmSync(FOLDER, { recursive: true, force: true });
  const java = findJava() ?? installJava();
  makeVenv();
  symlinkSync(java, JAVA_LINK);
  installPyspark();
  writeFileSync(STAMP, PYSPARK);
  console.log(`Spark ${PYSPARK} is in .spark, with the Java of ${java}`);
});
