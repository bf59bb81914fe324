import { readFile } from "node:fs/promises";

/** A column as docs/datasets.md has it. */
export interface DocumentedColumn {
  readonly name: string;
  readonly type: string;
  /** Where it comes from, in the document's words. */
  readonly from: string;
}

export interface DocumentedDataset {
  readonly columns: readonly DocumentedColumn[];
  readonly partitions: readonly string[];
}

/** The datasets of docs/datasets.md by name. */
export async function readDocumentedDatasets(): Promise<Record<string, DocumentedDataset>> {
  const sections = (await readFile("docs/datasets.md", "utf8")).split(/^## `/m).slice(1);
  return Object.fromEntries(
    sections.map((section) => {
      const rows = section.matchAll(/^\| `(?<name>\w+)` \| `(?<type>[a-z][^`|]*)` \| (?<from>[^|]+) \|$/gm);
      const columns = [...rows].map(({ groups: { name = "", type = "", from = "" } = {} }) => ({
        name,
        type,
        from,
      }));
      const partitions = /^Partitions: (.*)\.$/m.exec(section)?.[1] ?? "";
      return [
        /^\w+/.exec(section)?.[0] ?? "",
        { columns, partitions: [...partitions.matchAll(/`(\w+)`/g)].map((match) => match[1] ?? "") },
      ];
    }),
  );
}
