/** `npm run package`: builds the add-on and packs it as `dist/event-telemetry-<version>.xpi`. */
import { execFileSync } from "node:child_process";
import packageJson from "../package.json" with { type: "json" };
import "./build.ts";

const name = `event-telemetry-${packageJson.version}.xpi`;
execFileSync("npx", ["--no-install", "web-ext", "build", "--filename", name], { stdio: "inherit" });
console.log(`Packed dist/${name}`);
