/** The step that refused a message, in the order of the decoder. Written to `errors.error_type`. */
export type Step =
  | "ParseLanding"
  | "ParseUri"
  | "Decompress"
  | "ParsePayload"
  | "Duplicate"
  | "MalformedEvent";

/** What kind of fault it was. Written to `errors.exception_class`, under the names the field knows. */
export type Fault =
  | "InvalidLandingRecord"
  | "InvalidUri"
  | "UnexpectedPathElements"
  | "UnsupportedArguments"
  | "PayloadTooLarge"
  | "InvalidUtf8"
  | "InvalidJson"
  | "NotAnObject"
  | "UnwantedData"
  | "Automation"
  | "SchemaValidation"
  | "MissingClientId"
  | "Duplicate"
  | "MalformedEvent";

/** Why a message, or one event of it, is in no dataset. */
export interface Refusal {
  readonly step: Step;
  readonly fault: Fault;
  readonly message: string;
}

const MAX_MESSAGE_BYTES = 1024;
const ELLIPSIS = "...";

/** Cuts a text to 1024 UTF-8 bytes, ending in `...` when something was cut, never inside a character. */
export function cutMessage(message: string): string {
  const bytes = Buffer.from(message, "utf8");
  if (bytes.length <= MAX_MESSAGE_BYTES) return message;
  let end = MAX_MESSAGE_BYTES - ELLIPSIS.length;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString("utf8", 0, end) + ELLIPSIS;
}

/** Thrown inside the decoder's steps and caught by `decodeMessage`; never leaves the decoder. */
export class RefusedMessage extends Error {
  readonly refusal: Refusal;

  constructor(step: Step, fault: Fault, message: string) {
    super(message);
    this.refusal = { step, fault, message: cutMessage(message) };
  }
}
