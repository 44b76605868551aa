/** A server that answers as it is told, for what the real one does only on bad days: failing, throttling, hanging up. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** How to answer one request. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A running server: `asked` are the requests so far, `answers` what the next ones get; the last one stays. */
export interface Scripted extends AsyncDisposable {
  url: string;
  asked: { method: string; path: string; headers: IncomingMessage["headers"]; body: string }[];
}

export async function scripted(...answers: Answer[]): Promise<Scripted> {
  const asked: Scripted["asked"] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push({ method: request.method ?? "", path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString() });
    answer?.(response, request);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** An answer in JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    const type = status < 400 ? "application/json" : "application/problem+json";
    response.writeHead(status, { "Content-Type": type, ...headers }).end(JSON.stringify(body));
  };
}

/** No answer: the connection breaks. */
export const hangUp: Answer = (response) => response.destroy();
