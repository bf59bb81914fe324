import { Bench } from "tinybench";

/**
 * Median time of each task in microseconds. The tasks are measured in turns, several times over, and the least of a task's medians
 * counts: what else the machine does can only make a turn slower, and hits all tasks alike.
 */
export async function measureMedians<Name extends string>(
  tasks: Readonly<Record<Name, () => unknown>>,
  { turns = 5, time = 200 }: { readonly turns?: number; readonly time?: number } = {},
): Promise<Record<Name, number>> {
  const names = Object.keys(tasks) as Name[];
  const medians = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY])) as Record<
    Name,
    number
  >;
  for (let turn = 0; turn < turns; turn++) {
    const bench = new Bench({ time, warmupTime: 50, throws: true });
    for (const name of names) bench.add(name, tasks[name]);
    await bench.run();
    for (const name of names) {
      const result = bench.getTask(name)?.result;
      if (result && "latency" in result) medians[name] = Math.min(medians[name], result.latency.p50 * 1000);
    }
  }
  return medians;
}
