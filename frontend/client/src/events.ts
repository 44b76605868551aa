/** Reads server-sent events (HTML, section 9.2) as this API sends them. */

/** An event, or a sign of life, which has no data. `id` is the number that it brings the reader to. */
export interface ServerEvent {
  id: number | null;
  data: string | null;
}

/**
 * The events of `body`, until it ends. A silence of more than `patience` seconds ends it as well, and `signal` with its
 * reason: a runtime may not pass that on to the body once nobody holds the request any more.
 */
export async function* eventsOf(
  body: ReadableStream<Uint8Array>,
  patience: number,
  signal?: AbortSignal,
): AsyncGenerator<ServerEvent, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await within(patience, reader.read(), signal);
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      yield* blocks.map(eventOf);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function eventOf(block: string): ServerEvent {
  const event: ServerEvent = { id: null, data: null };
  for (const line of block.split("\n")) {
    if (line.startsWith("id: ")) event.id = Number(line.slice(4));
    if (line.startsWith("data: ")) event.data = (event.data === null ? "" : `${event.data}\n`) + line.slice(6);
  }
  return event;
}

/** What `promise` gives, or the end of the stream when that takes longer than `seconds`; rejects with `signal`. */
function within<Value>(
  seconds: number,
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value | { done: true; value: undefined }> {
  let settle = (): void => undefined;
  const over = new Promise<{ done: true; value: undefined }>((resolve, reject) => {
    const timer = setTimeout(() => resolve({ done: true, value: undefined }), seconds * 1000);
    const end = (): void => reject(signal?.reason);
    signal?.addEventListener("abort", end);
    settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
    };
  });
  return Promise.race([promise, over]).finally(() => settle());
}
