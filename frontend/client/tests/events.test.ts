import { describe, expect, it } from "vitest";

import { eventsOf } from "../src/events.js";

/** A body that says nothing, and remembers whether it was let go. */
const silent = (): { body: ReadableStream<Uint8Array>; let: { go: boolean } } => {
  const state = { go: false };
  const body = new ReadableStream<Uint8Array>({
    cancel: () => {
      state.go = true;
    },
  });
  return { body, let: state };
};

describe("reading a stream", () => {
  it("ends with the signal, although the body knows nothing of it", async () => {
    const { body, let: state } = silent();
    const controller = new AbortController();
    const next = eventsOf(body, 30, controller.signal).next();
    controller.abort(new Error("enough"));

    await expect(next).rejects.toThrow("enough");
    expect(state.go).toBe(true);
  });

  it("does not begin after the signal", async () => {
    const { body, let: state } = silent();

    await expect(eventsOf(body, 30, AbortSignal.abort(new Error("enough"))).next()).rejects.toThrow("enough");
    expect(state.go).toBe(true);
  });

  it("ends in silence after a while", async () => {
    const { body, let: state } = silent();

    expect(await eventsOf(body, 0.01).next()).toEqual({ done: true, value: undefined });
    expect(state.go).toBe(true);
  });
});
