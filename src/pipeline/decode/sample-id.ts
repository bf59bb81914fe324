import { crc32 } from "node:zlib";

/** The bucket (0 to 99) of a client: CRC-32 of the UTF-8 lower-case client id, modulo 100. All stages sample by it. */
export function computeSampleId(clientId: string): number {
  return crc32(clientId.toLowerCase()) % 100;
}
