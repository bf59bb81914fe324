import { describe, expect, it } from "vitest";
import { dropTrustedHops, findClientAddress } from "../../../src/pipeline/decode/forwarded-for.ts";

describe("X-Forwarded-For", () => {
  it.each([
    ["4, 3, 2, 1", 0, ["4", "3"]],
    ["4, 3, 2, 1", 1, ["4"]],
    ["4, 3, 2, 1", 9, []],
    ["4,3,2", 0, ["4"]],
    ["2, 1", 0, []],
    ["1", 0, ["1"]],
    ["1", 1, []],
    [" , 4 ,, 3,2 , 1", 0, ["4", "3"]],
    ["", 0, []],
  ])("%j with %d to skip leaves %j", (header, skip, expected) => {
    expect(dropTrustedHops(header, skip)).toEqual(expected);
  });

  it.each([
    ["202.196.224.0, 10.0.0.1, 10.0.0.2", "10.0.0.3", "202.196.224.0"],
    ["202.196.224.0", "10.0.0.3", "202.196.224.0"],
    ["10.0.0.1, 10.0.0.2", "10.0.0.3", null],
    [undefined, "10.0.0.3", "10.0.0.3"],
    [undefined, undefined, null],
  ])("%j from %j locates %j", (header, remote, expected) => {
    expect(findClientAddress(header, remote)).toBe(expected);
  });
});
