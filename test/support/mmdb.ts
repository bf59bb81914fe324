/** A MaxMind-format database (version 2.0) of IPv4 /8 networks, small enough to write by hand. */

type Value = string | number | bigint | Value[] | { [key: string]: Value };

const STRING = 2;
const UINT32 = 6;
const MAP = 7;
const UINT64 = 9;
const ARRAY = 11;

function encodeHead(type: number, size: number): Buffer {
  if (size >= 29) throw new Error("only short values");
  return type <= 7 ? Buffer.from([(type << 5) | size]) : Buffer.from([size, type - 7]);
}

function encode(value: Value): Buffer {
  if (typeof value === "string") {
    const bytes = Buffer.from(value);
    return Buffer.concat([encodeHead(STRING, bytes.length), bytes]);
  }
  if (typeof value === "number") {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([encodeHead(UINT32, 4), bytes]);
  }
  if (typeof value === "bigint") {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(value);
    return Buffer.concat([encodeHead(UINT64, 8), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([encodeHead(ARRAY, value.length), ...value.map(encode)]);
  const entries = Object.entries(value);
  return Buffer.concat([
    encodeHead(MAP, entries.length),
    ...entries.flatMap(([key, item]) => [encode(key), encode(item)]),
  ]);
}

/** A database in which each first octet given leads to its record. */
export function writeMmdb(networks: Readonly<Record<number, Value>>): Buffer {
  const nodes: [number | null, number | null][] = [[null, null]];
  const data: Buffer[] = [];
  const leaves: { node: number; side: 0 | 1; offset: number }[] = [];
  let offset = 0;
  for (const [octet, record] of Object.entries(networks)) {
    let node = 0;
    for (let bit = 7; bit >= 0; bit--) {
      const side = ((Number(octet) >> bit) & 1) as 0 | 1;
      const here = nodes[node] ?? [null, null];
      if (bit === 0) leaves.push({ node, side, offset });
      else {
        const next: number = here[side] ?? nodes.push([null, null]) - 1;
        here[side] = next;
        node = next;
      }
    }
    const bytes = encode(record);
    data.push(bytes);
    offset += bytes.length;
  }
  for (const leaf of leaves) {
    const here = nodes[leaf.node];
    // Behind the tree there are 16 bytes of nothing; data offsets count from there.
    if (here !== undefined) here[leaf.side] = nodes.length + 16 + leaf.offset;
  }
  const tree = Buffer.alloc(nodes.length * 6);
  for (const [i, [left, right]] of nodes.entries()) {
    tree.writeUIntBE(left ?? nodes.length, i * 6, 3);
    tree.writeUIntBE(right ?? nodes.length, i * 6 + 3, 3);
  }
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1795478400n,
    database_type: "Test-City",
    description: { en: "test" },
    ip_version: 4,
    languages: ["en"],
    node_count: nodes.length,
    record_size: 24,
  });
  const marker = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from("MaxMind.com")]);
  return Buffer.concat([tree, Buffer.alloc(16), ...data, marker, metadata]);
}
