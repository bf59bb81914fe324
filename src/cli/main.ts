import { Command } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { addExperimentCommand } from "./add-experiment.ts";
import { edgeCommand } from "./edge.ts";
import { generateCommand } from "./generate.ts";
import { reportFailure } from "./report-failure.ts";

const program = new Command("event-telemetry")
  .description(packageJson.description)
  .version(packageJson.version)
  .showHelpAfterError("(--help shows what there is)")
  .exitOverride();

for (const command of [addExperimentCommand(), edgeCommand(), generateCommand()]) {
  program.addCommand(command.copyInheritedSettings(program));
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
