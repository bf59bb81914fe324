import { Command } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { addExperimentCommand } from "./add-experiment.ts";
import { datasetsCommand } from "./datasets.ts";
import { edgeCommand } from "./edge.ts";
import { generateCommand } from "./generate.ts";
import { queryCommand } from "./query.ts";
import { reportFailure } from "./report-failure.ts";
import { simulateCommand } from "./simulate.ts";

const program = new Command("event-telemetry")
  .description(packageJson.description)
  .version(packageJson.version)
  .showHelpAfterError("(--help shows what there is)")
  .exitOverride();

const commands = [
  addExperimentCommand(),
  edgeCommand(),
  datasetsCommand(),
  queryCommand(),
  generateCommand(),
  simulateCommand(),
];
for (const command of commands) {
  program.addCommand(command.copyInheritedSettings(program));
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
