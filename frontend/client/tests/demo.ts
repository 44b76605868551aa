/** Serves the demo for the tests, on a free port, with a database and uploads of its own. Run once by vitest. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import type { TestProject } from "vitest/node";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));
const PYTHON = join(PROJECT, ".venv", "bin", "python");
const MINUTES_TO_START = 5;

/** What `prepare.py` made beside the demo content. */
export interface Prepared {
  password: string;
  closed: Record<"password" | "login", { id: number; path: string }>;
  draft: number;
  token: string;
  publicToken: string;
  previewToken: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    url: string;
    prepared: Prepared;
    /** How to run Django's command line on the demo. */
    shell: { python: string; folder: string; environment: Record<string, string | undefined> };
  }
}

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "cms-client-tests-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    DJANGO_SETTINGS_MODULE: "cms.settings.demo",
    CMS_PLUGINS_DISABLED: "events,graphql", // the client's types are of the API without plugins
    VAR_DIR: folder,
  };
  const server = spawn(PYTHON, ["manage.py", "demo", "--port", String(port)], { cwd: PROJECT, env: environment });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (text: Buffer) => (said += text.toString()));
  const stop = async (): Promise<void> => {
    if (server.exitCode === null && server.kill()) await once(server, "exit");
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await answering(`${url}/api/v3/pages/`, () => server.exitCode !== null).catch((error: unknown) => {
      throw new Error(`The demo said:\n${said}`, { cause: error });
    });
    const program = await readFile(new URL("prepare.py", import.meta.url), "utf8");
    const shell = promisify(execFile)(PYTHON, ["manage.py", "shell", "--no-imports", "--command", program], {
      cwd: PROJECT,
      env: environment,
    });
    project.provide("prepared", JSON.parse((await shell).stdout) as Prepared);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide("url", url);
  project.provide("shell", { python: PYTHON, folder: PROJECT, environment });
  return stop;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Waits until `url` answers. */
async function answering(url: string, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + MINUTES_TO_START * 60_000;
  while (!(await isOk(url))) {
    if (hasEnded()) throw new Error("The demo ended");
    if (Date.now() > deadline) throw new Error(`No answer from ${url} in ${MINUTES_TO_START} minutes`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function isOk(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
