import { describeSuite } from "../../suite/run-suite.ts";
import { createEngineSuiteApi } from "./engine-adapter.ts";

const api = createEngineSuiteApi();

describeSuite("the engine in Node", "node", () => api);
