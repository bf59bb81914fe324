import { styleText } from "node:util";

const isColoured = process.stdout.isTTY && process.env.NO_COLOR === undefined;

export function paint(style: Parameters<typeof styleText>[0], text: string): string {
  return isColoured ? styleText(style, text) : text;
}

/** The step that failed, as its title; the reason is the cause. */
export class StepError extends Error {
  override readonly name = "StepError";
}

/**
 * Does one step of a demo in the open: its title while it runs, then a tick with what came out of it.
 * @param work gives its value and, for the reader, a short text about it
 * @throws StepError with the title, the reason as its cause
 */
export async function step<T>(title: string, work: () => Promise<readonly [T, string]>): Promise<T> {
  if (isColoured) {
    process.stdout.write(`${paint("cyan", "▸")} ${title} …`);
  }
  const wipe = isColoured ? "\r\x1b[2K" : "";
  try {
    const [value, detail] = await work();
    process.stdout.write(`${wipe}${paint("green", "✔")} ${title}\n  ${paint("dim", detail)}\n`);
    return value;
  } catch (error) {
    process.stdout.write(`${wipe}${paint("red", "✖")} ${title}\n`);
    throw new StepError(title, { cause: error });
  }
}
