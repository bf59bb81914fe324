import { expect, it } from "vitest";
import { type ArrivedEvent, type RecordedEvent, tally } from "../crash/tally.ts";

const event = (n: number, acknowledgedAt: number | null): RecordedEvent => ({
  n,
  sessionId: "s",
  acknowledgedAt,
});
const arrival = (n: number, documentId: string, sessionId = "s"): ArrivedEvent => ({
  n,
  sessionId,
  documentId,
  documentType: "main",
});
const isDue = ({ acknowledgedAt }: RecordedEvent): boolean => acknowledgedAt !== null && acknowledgedAt < 100;

it("counts an event as lost only when it was due and came in no ping", () => {
  const { lost, due, acknowledged } = tally([event(1, 50), event(2, 150), event(3, null)], [], isDue);
  expect({ lost, due, acknowledged }).toEqual({ lost: [1], due: 1, acknowledged: 2 });
});

it("counts an event twice only when two different documents brought it", () => {
  const arrivals = [arrival(1, "a"), arrival(1, "a"), arrival(2, "a"), arrival(2, "b")];
  expect(tally([event(1, 1), event(2, 1)], arrivals, isDue)).toMatchObject({
    duplicate: [2],
    arrived: 2,
    lost: [],
  });
});

it("names events that came under another session than they were recorded in", () => {
  expect(tally([event(1, 1)], [arrival(1, "a", "other")], isDue).wrongSession).toEqual([1]);
});
