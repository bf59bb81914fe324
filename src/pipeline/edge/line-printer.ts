/** Lines that may wait to be made; beyond them a count is printed in their place. */
const MAX_WAITING = 100;

/**
 * Prints a line an item, one after another and off the caller's path. Under load the lines that cannot be kept up with
 * are left out and counted.
 */
export function createLinePrinter<Item>(
  describe: (item: Item) => Promise<string>,
  print: (line: string) => void,
): (item: Item) => void {
  const waiting: Item[] = [];
  let leftOut = 0;
  let running = false;

  async function run(): Promise<void> {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      print(await describe(item));
      if (leftOut > 0) print(`… and ${leftOut} more`);
      leftOut = 0;
    }
    running = false;
  }

  return (item) => {
    if (waiting.length >= MAX_WAITING) {
      leftOut += 1;
      return;
    }
    waiting.push(item);
    if (running) return;
    running = true;
    void run();
  };
}
