import { spawnSync } from "node:child_process";

/** A step of the set-up that cannot go on; `advice` says what the reader can do. */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {string} [advice]
   * @param {ErrorOptions} [options]
   */
  constructor(message, advice = "", options) {
    super(message, options);
    this.name = "SetupError";
    this.advice = advice;
  }
}

/**
 * @param {string} title
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {Readonly<Record<string, string>>} environment
 */
function runInForeground(title, command, parameters, environment) {
  console.log(`▸ ${title}`);
  const result = spawnSync(command, parameters, {
    stdio: "inherit",
    env: { ...process.env, ...environment },
    // npm and npx are .cmd files there, which only a shell can run.
    shell: process.platform === "win32",
  });
  if (result.error) {
    throw new SetupError(`${title}: ${command} could not be started`, "", { cause: result.error });
  }
  return result;
}

/**
 * Runs a program in the foreground, its output in the terminal.
 * @param {string} title what it is for, shown before it starts and in the error
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {Readonly<Record<string, string>>} [environment] added to ours
 * @returns {void}
 * @throws SetupError when it cannot be started or does not end with 0
 */
export function runCommand(title, command, parameters, environment = {}) {
  const { status, signal } = runInForeground(title, command, parameters, environment);
  if (status !== 0) {
    throw new SetupError(`${title}: «${[command, ...parameters].join(" ")}» ended with ${status ?? signal}`);
  }
}

/**
 * Runs the program that all was set up for. It speaks for itself: our exit code becomes its own.
 * @param {string} title
 * @param {string} command
 * @param {readonly string[]} parameters
 * @returns {void}
 * @throws SetupError when it cannot be started
 */
export function handOver(title, command, parameters) {
  process.exitCode = runInForeground(title, command, parameters, {}).status ?? 1;
}

/**
 * Runs `main`; on an error it says what failed and what to do, and makes the process end with 1.
 * @param {() => void | Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    process.exitCode = 1;
    if (!(error instanceof SetupError)) {
      throw error;
    }
    console.error(`\n✖ ${error.message}`);
    if (error.cause instanceof Error) {
      console.error(`  ${error.cause.message}`);
    }
    if (error.advice) {
      console.error(`\n${error.advice}`);
    }
  }
}
