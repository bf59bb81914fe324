import type { ClientRequest } from "../protocol/client-protocol.ts";
import {
  type BaseType,
  baseTypeOf,
  type Check,
  isA,
  isAtLeast,
  isListOf,
  isMapOf,
  isMatch,
  isOneOf,
  isShape,
} from "./value-checks.ts";

export type Call = ClientRequest["call"];

interface Parameter {
  readonly name: string;
  readonly types: readonly BaseType[];
  readonly optional: boolean;
  readonly check: Check;
}

const accepts: Check = () => null;
const flags = { record_on_release: isA("boolean"), expired: isA("boolean") };
const text = (name: string, check = accepts) => parameter(name, ["string"], check);
const integer = (name: string, minimum: number) => parameter(name, ["integer"], isAtLeast(minimum));
const map = (name: string, check: Check) => parameter(name, ["object"], check);
const scalarValue = parameter("value", ["string", "boolean", "integer", "object"], accepts);

/** The parameters of `browser.telemetry`'s functions: toolkit/components/extensions/schemas/telemetry.json of Firefox. */
const SIGNATURES: Readonly<Record<Call, readonly Parameter[]>> = {
  submitPing: [
    text("type", isMatch(/^[a-z0-9][a-z0-9-]+[a-z0-9]$/)),
    map("message", accepts),
    map(
      "options",
      isShape(
        {},
        {
          addClientId: isA("boolean"),
          addEnvironment: isA("boolean"),
          overrideEnvironment: isA("object"),
          usePingSender: isA("boolean"),
        },
      ),
    ),
  ],
  canUpload: [],
  scalarAdd: [text("name"), integer("value", 1)],
  scalarSet: [text("name"), scalarValue],
  scalarSetMaximum: [text("name"), integer("value", 0)],
  keyedScalarAdd: [text("name"), text("key"), integer("value", 1)],
  keyedScalarSet: [text("name"), text("key"), scalarValue],
  keyedScalarSetMaximum: [text("name"), text("key"), integer("value", 0)],
  recordEvent: [
    text("category"),
    text("method"),
    text("object"),
    { ...text("value"), optional: true },
    { ...map("extra", isMapOf(isA("string"))), optional: true },
  ],
  registerScalars: [
    text("category"),
    map(
      "data",
      isMapOf(
        isShape({ kind: isOneOf(["count", "string", "boolean"]) }, { keyed: isA("boolean"), ...flags }),
      ),
    ),
  ],
  registerEvents: [
    text("category"),
    map(
      "data",
      isMapOf(
        isShape(
          {
            methods: isListOf(isA("string")),
            objects: isListOf(isA("string")),
            extra_keys: isListOf(isA("string")),
          },
          flags,
        ),
      ),
    ),
  ],
  setEventRecordingEnabled: [text("category"), parameter("enabled", ["boolean"], accepts)],
};

/**
 * Puts the arguments of a call in their places, as Firefox does it: an optional one may be left out, also in the
 * middle, or be null or undefined, and then becomes null.
 *
 * @throws {Error} with Firefox's text where the types do not fit, or what an argument holds is not allowed.
 */
export function placeArguments(call: Call, args: readonly unknown[]): readonly unknown[] {
  const parameters = SIGNATURES[call];
  const placed = match(parameters, args);
  if (placed === null) throw new Error(`Incorrect argument types for telemetry.${call}.`);
  parameters.forEach(({ name, check }, index) => {
    const value = placed[index] ?? null;
    const problem = value === null ? null : check(value, "");
    if (problem !== null)
      throw new Error(`Type error for parameter ${name} (${problem}) for telemetry.${call}.`);
  });
  return placed;
}

function match(parameters: readonly Parameter[], args: readonly unknown[]): readonly unknown[] | null {
  const [parameter, ...laterParameters] = parameters;
  if (parameter === undefined) return args.length === 0 ? [] : null;
  const leftOut = parameter.optional ? match(laterParameters, args) : null;
  if (leftOut !== null) return [null, ...leftOut];
  if (args.length === 0) return null;
  const [arg, ...laterArgs] = args;
  const isAbsent = parameter.optional && (arg === null || arg === undefined);
  if (!isAbsent && !parameter.types.includes(baseTypeOf(arg))) return null;
  const later = match(laterParameters, laterArgs);
  return later === null ? null : [isAbsent ? null : arg, ...later];
}

function parameter(name: string, types: readonly BaseType[], check: Check): Parameter {
  return { name, types, optional: false, check };
}
