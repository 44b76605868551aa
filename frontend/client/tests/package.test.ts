/** What is published: what it is made of, and that it runs where there is nothing of Node. */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { EdgeVM } from "@edge-runtime/vm";
import { build } from "vite";
import { beforeAll, describe, expect, inject, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);

interface Lock {
  packages: Record<string, { dev?: boolean; integrity?: string; resolved?: string }>;
}

const lock = JSON.parse(readFileSync(`${ROOT}/package-lock.json`, "utf8")) as Lock;
const installed = Object.entries(lock.packages).filter(([place]) => place !== "");

describe("the lock file", () => {
  it("names no registry and has a hash for every package", () => {
    expect(installed.length).toBeGreaterThan(40);
    expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
  });

  it("has openapi-fetch and what that needs for running, nothing else", () => {
    const running = installed.filter(([, { dev }]) => dev !== true).map(([place]) => place);

    expect(running.sort()).toEqual(["node_modules/openapi-fetch", "node_modules/openapi-typescript-helpers"]);
  });
});

describe("the built package", () => {
  beforeAll(async () => {
    await run("npm", ["run", "build"], { cwd: ROOT });
  });

  it("has declarations beside every module, and nothing of the tests", async () => {
    const packed = JSON.parse((await run("npm", ["pack", "--dry-run", "--json"], { cwd: ROOT })).stdout) as [
      { files: { path: string }[] },
    ];
    const files = packed[0].files.map(({ path }) => path);

    for (const source of readdirSync(`${ROOT}/src`)) {
      const name = source.replace(/\.ts$/, "");
      expect(files).toEqual(expect.arrayContaining([`dist/${name}.js`, `dist/${name}.d.ts`]));
    }
    expect(files.filter((path) => !/^(dist\/|README\.md$|package\.json$)/.test(path))).toEqual([]);
  });

  it("runs in Node by the name of the package", async () => {
    const program = `
      import { createClient } from "@digital-skills-cms/client";
      const cms = createClient({ url: ${JSON.stringify(inject("url"))} });
      console.log((await cms.pages.find("/building-digital-skills/women-in-it/")).title);
    `;

    const { stdout } = await run("node", ["--input-type=module", "--eval", program], { cwd: ROOT });

    expect(stdout.trim()).toBe("Women in IT");
  });

  it("runs in an edge runtime, which has nothing of Node", async () => {
    const bundle = await build({
      root: ROOT,
      configFile: false,
      logLevel: "silent",
      build: {
        write: false,
        minify: false,
        lib: { entry: "dist/index.js", formats: ["iife"], name: "client" },
      },
    });
    if (!Array.isArray(bundle)) throw new Error("one result for each format");
    const edge = new EdgeVM({ initialCode: bundle[0]?.output[0].code ?? "" });

    expect(edge.evaluate("typeof process + typeof require + typeof Buffer")).toBe("undefinedundefinedundefined");
    const titles: Promise<unknown> = edge.evaluate(`
      client.createClient({ url: ${JSON.stringify(inject("url"))}, cache: new client.MemoryStore() })
        .pages.list({ type: ["pages.ProgramPage"], order: ["title"], limit: 2 }).all(3)
        .then((pages) => pages.map((page) => page.title).join())
    `);
    expect(await titles).toMatch(/^Agency partnerships,/);
    const problem: Promise<unknown> = edge.evaluate(`
      client.createClient({ url: ${JSON.stringify(inject("url"))} }).pages.get(2000000)
        .catch((error) => [error.name, error.status, client.isProblem(error)].join())
    `);
    expect(await problem).toBe("CmsProblem,404,true");
  });
});
