import { handOver, runMain } from "./run-command.mjs";
import { setUp } from "./setup.mjs";

// `npm test`: the same set-up as `npm start`, then every test. Arguments go to Vitest: npm test -- --project unit
await runMain(() => {
  setUp();
  handOver("Testing", "npx", ["vitest", "run", ...process.argv.slice(2)]);
});
