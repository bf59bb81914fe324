/** How many arguments nsITelemetry.idl does not mark as optional. */
const REQUIRED = {
  registerEvents: 2,
  registerBuiltinEvents: 2,
  recordEvent: 3,
  setEventRecordingEnabled: 2,
  snapshotEvents: 1,
  registerScalars: 2,
  registerBuiltinScalars: 2,
  scalarAdd: 2,
  scalarSet: 2,
  scalarSetMaximum: 2,
  keyedScalarAdd: 3,
  keyedScalarSet: 3,
  keyedScalarSetMaximum: 3,
} as const;

type Counted = Record<keyof typeof REQUIRED, (...args: never[]) => unknown>;

/**
 * Makes each function throw NS_ERROR_XPC_NOT_ENOUGH_ARGS on a call with too few arguments, which is what XPConnect did
 * before nsITelemetry saw the call. Changes and returns `functions`.
 */
export function requireArguments<T extends Counted>(functions: T): T {
  const table = functions as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const [name, count] of Object.entries(REQUIRED)) {
    const call = table[name];
    table[name] = (...args) => {
      if (args.length < count) {
        throw Components.Exception(
          `Not enough arguments [nsITelemetry.${name}]`,
          Cr.NS_ERROR_XPC_NOT_ENOUGH_ARGS,
        );
      }
      return call?.(...args);
    };
  }
  return functions;
}
