/** Bytes of items that may wait for their line; beyond them a count is printed in their place. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

export interface LinePrinterParts<Item> {
  readonly describe: (item: Item) => Promise<string>;
  readonly sizeOf: (item: Item) => number;
  readonly print: (line: string) => void;
}

/**
 * Prints a line an item, one after another and off the caller's path. Under load the lines that cannot be kept up with
 * are left out and counted.
 */
export function createLinePrinter<Item>({
  describe,
  sizeOf,
  print,
}: LinePrinterParts<Item>): (item: Item) => void {
  const waiting: Item[] = [];
  let waitingBytes = 0;
  let leftOut = 0;
  let running = false;

  async function run(): Promise<void> {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      print(await describe(item));
      waitingBytes -= sizeOf(item);
      if (leftOut > 0) print(`… and ${leftOut} more`);
      leftOut = 0;
    }
    running = false;
  }

  return (item) => {
    if (waitingBytes + sizeOf(item) > MAX_WAITING_BYTES) {
      leftOut += 1;
      return;
    }
    waiting.push(item);
    waitingBytes += sizeOf(item);
    if (running) return;
    running = true;
    void run();
  };
}
