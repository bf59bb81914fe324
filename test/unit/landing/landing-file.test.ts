import { constants } from "node:fs";
import { type FileHandle, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { allocateAligned, BLOCK_BYTES } from "../../../src/pipeline/landing/aligned-memory.ts";
import { LandingFile, type OpenFile } from "../../../src/pipeline/landing/landing-file.ts";
import { makeTemporaryFolder } from "../../support/temporary-folder.ts";

const invalid = () => Object.assign(new Error("EINVAL: invalid argument"), { code: "EINVAL" });
const isDirect = (flags: number) => (flags & (constants.O_DIRECT ?? 0)) !== 0;

/** Opens files, and notes how; a direct write to one of them fails as it does where memory is not aligned. */
function createFastidiousDisk({ opensDirect }: { readonly opensDirect: boolean }) {
  const opened: number[] = [];
  const openFile: OpenFile = async (path, flags) => {
    opened.push(flags);
    if (isDirect(flags) && !opensDirect) throw invalid();
    const handle = await open(path, flags & ~(constants.O_DIRECT ?? 0));
    if (!isDirect(flags)) return handle;
    const write = () => Promise.reject(invalid());
    return new Proxy(handle, {
      get(target, name) {
        const value: unknown = name === "write" ? write : Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    }) as FileHandle;
  };
  return { opened, openFile };
}

async function createFile(openFile?: OpenFile) {
  const path = join(await makeTemporaryFolder(), "20261124", "a.pings");
  return { path, file: await LandingFile.create(path, "20261124", openFile) };
}

it("records of any size and from any memory are whole, after whole blocks and before them", async () => {
  const { path, file } = await createFile();
  const blocks = allocateAligned(3 * BLOCK_BYTES)
    .subarray(0, 3 * BLOCK_BYTES)
    .fill("a");
  const odd = Buffer.allocUnsafeSlow(12_345).fill("b").subarray(1);
  for (const records of [blocks, odd, blocks]) await file.append(records);
  await file.close();
  expect((await readFile(path)).equals(Buffer.concat([blocks, odd, blocks]))).toBe(true);
  expect(file.size).toBe(2 * blocks.length + odd.length);
});

it.runIf(constants.O_DIRECT !== undefined).each([
  ["opens no file for direct writes", false],
  ["refuses a direct write", true],
])("a file system that %s gets buffered ones, and the file is whole", async (_what, opensDirect) => {
  const { opened, openFile } = createFastidiousDisk({ opensDirect });
  const { path, file } = await createFile(openFile);
  for (const records of ["first\n", "second\n"]) await file.append(Buffer.from(records));
  await file.close();
  expect(await readFile(path, "utf8")).toBe("first\nsecond\n");
  expect(opened.map(isDirect)).toEqual([true, false]);
});

it("a file that is there already is not written to", async () => {
  const { path } = await createFile();
  await expect(LandingFile.create(path, "20261124")).rejects.toThrow("EEXIST");
});
