import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from "yaml";

/** A place in the file, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export type SourcePath = readonly (string | number)[];

/** A read YAML file: its values (mappings as `Map`, so that no key is special), and where each of them stands. */
export interface YamlSource {
  readonly value: unknown;
  /** What the YAML itself has wrong: syntax, duplicate keys, unknown tags, several documents. */
  readonly faults: readonly { readonly position: Position; readonly message: string }[];
  /** Where the part at `path` stands, or the nearest part above it that exists. */
  locate(path: SourcePath, part: "key" | "value"): Position;
}

/** Reads one YAML 1.2 document. Anchors and `<<` merges are followed; keys are always strings. Never throws. */
export function readYaml(text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    stringKeys: true,
    prettyErrors: false,
  });
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const faults = [...document.errors, ...document.warnings].map(({ pos, code, message }) => ({
    position: positionAt(pos[0]),
    message: code === "MULTIPLE_DOCS" ? "must be one YAML document, got several" : message,
  }));
  const resolve = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);

  const findPair = (map: unknown, key: string): Pair | undefined => {
    if (!isMap(map)) return undefined;
    const own = map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
    if (own !== undefined) return own;
    const merged = map.items.filter((pair) => isScalar(pair.key) && pair.key.value === "<<");
    return merged
      .flatMap((pair) => {
        const source = resolve(pair.value);
        return isSeq(source) ? source.items.map(resolve) : [source];
      })
      .map((source) => findPair(source, key))
      .find((pair) => pair !== undefined);
  };

  const locate = (path: SourcePath, part: "key" | "value"): Position => {
    let key: unknown = document.contents;
    let value: unknown = document.contents;
    for (const segment of path) {
      const container = resolve(value);
      if (typeof segment === "number") {
        const item: unknown = isSeq(container) ? container.items[segment] : undefined;
        if (item === undefined) break;
        key = item;
        value = item;
      } else {
        const pair = findPair(container, segment);
        if (pair === undefined) return positionAt(offsetOf(key));
        key = pair.key;
        value = pair.value ?? pair.key;
      }
    }
    return positionAt(offsetOf(part === "key" ? key : value));
  };

  return { value: readValue(document), faults, locate };
}

function readValue(document: ReturnType<typeof parseDocument>): unknown {
  if (document.errors.length > 0) return null;
  return document.toJS({ mapAsMap: true });
}

function offsetOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}
