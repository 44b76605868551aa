/**
 * Writes src/schema.ts, the types of the API, from the OpenAPI document that `manage.py openapi` gives.
 * `npm run generate`; with --check, `npm run generated`, it writes nothing and fails when the file is out of date.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";
import ts from "typescript";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const SCHEMA = new URL("src/schema.ts", import.meta.url);

/** Any JSON. TypeScript takes a type that names itself only outside of `components`. */
const JSON_TYPE = "export type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;";

const document = execFileSync(".venv/bin/python", ["manage.py", "openapi"], {
  cwd: PROJECT,
  encoding: "utf8",
  env: { ...process.env, DJANGO_SETTINGS_MODULE: "cms.settings.test", TEST_PLUGINS: "" }, // the API without plugins
  maxBuffer: 64 * 1024 * 1024,
});
const types = await openapiTS(document, {
  inject: JSON_TYPE,
  transform: (_schema, { path }) =>
    path === "#/components/schemas/Json" ? ts.factory.createTypeReferenceNode("Json") : undefined,
});
const text = COMMENT_HEADER + astToString(types);

if (!process.argv.includes("--check")) {
  writeFileSync(SCHEMA, text);
} else if (readFileSync(SCHEMA, "utf8") !== text) {
  console.error("frontend/client/src/schema.ts is out of date. Run `npm run generate` in frontend/client/.");
  process.exitCode = 1;
}
