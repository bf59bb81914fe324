import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { Command } from "commander";
import { formatProblems } from "../definitions/definition-problem.ts";
import { generateMarkdown } from "../definitions/generate-markdown.ts";
import { generateTypeScript } from "../definitions/generate-typescript.ts";
import { parseDefinitions } from "../definitions/parse-definitions.ts";

/** `event-telemetry generate`: typed functions, and on request a reference, from an Events.yaml file. */
export function generateCommand(): Command {
  return new Command("generate")
    .description("write typed functions for the events of an Events.yaml file")
    .argument("<definitions>", "the file with the definitions, in the format of Firefox's Events.yaml")
    .requiredOption("--out <file>", "the TypeScript module to write")
    .option("--docs <file>", "a Markdown reference to write as well")
    .action(async (path: string, options: { out: string; docs?: string }, command: Command) => {
      const parsed = parseDefinitions(await orFail(command, readFile(path, "utf8")));
      if (!parsed.ok) {
        const count = parsed.problems.length === 1 ? "1 problem" : `${parsed.problems.length} problems`;
        return command.error(`${formatProblems(path, parsed.problems)}\n${count}; nothing was written`);
      }
      const { definitions } = parsed;
      const source = basename(path);
      await orFail(command, writeFile(options.out, generateTypeScript(definitions, source)));
      if (options.docs !== undefined) {
        await orFail(command, writeFile(options.docs, generateMarkdown(definitions, source)));
      }
      const events = [...definitions.values()].flat().length;
      console.log(`Wrote ${options.out}: ${events} events in ${definitions.size} categories`);
    });
}

/** A file that cannot be read or written is the user's to mend: the system's sentence, and no stack. */
async function orFail<Result>(command: Command, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    return command.error(error instanceof Error ? error.message : String(error));
  }
}
