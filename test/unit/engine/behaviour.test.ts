import { describeSuite } from "../../suite/run-suite.ts";
import { createEngineSuiteApi } from "./engine-adapter.ts";

const api = createEngineSuiteApi();

describeSuite({
  name: "the engine in Node",
  prefix: "node",
  capabilities: ["native", "not-json", "foreign-code", "builtins", "processes", "sources"],
  api: () => api,
});
