/** Direct writes must begin and end at blocks, in the file and in memory: no disk in use has larger ones. */
export const BLOCK_BYTES = 4096;

/** What is used of WebAssembly: its types come with those of browsers, which are not here. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
};

const WASM_PAGE_BYTES = 65_536;

/**
 * Memory that begins at a block. A Buffer's own begins anywhere, and WebAssembly's is mapped by whole pages: nothing else that
 * JavaScript can ask for is. It costs memory only as it is used.
 */
export function allocateAligned(bytes: number): Buffer {
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / WASM_PAGE_BYTES) });
    return Buffer.from(memory.buffer);
  } catch (error) {
    // Each reserves gigabytes of addresses, which a process may be denied. Files do without, only slower.
    if (error instanceof RangeError) return Buffer.allocUnsafeSlow(bytes);
    throw error;
  }
}
