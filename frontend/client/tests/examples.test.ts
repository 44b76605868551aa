/** Every example in the documents compiles, as strictly as the client itself. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import ts from "typescript";
import { expect, it } from "vitest";

const TESTS = fileURLToPath(new URL(".", import.meta.url));
const DOCUMENTS = ["../README.md", "../../../docs/client.md", "../../../docs/preview.md"];

const { config } = ts.readConfigFile(`${TESTS}/tsconfig.json`, ts.sys.readFile) as { config: unknown };
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, TESTS);

const MISTAKE = 'import { createClient } from "@digital-skills-cms/client";\ncreateClient({ address: "x" });\n';

function examplesOf(document: string): string[] {
  const text = readFileSync(new URL(document, import.meta.url), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code ?? "");
}

/** What the compiler says of each program. Examples may leave a name unused. */
function faultsOf(programs: string[]): Map<string, string[]> {
  const nameOf = (number: number): string => `${TESTS}example-${number}.ts`;
  const files = new Map(programs.map((code, number) => [nameOf(number), `${code}\nexport {};\n`]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, ...rest) => {
    const code = files.get(name);
    return code === undefined ? getSourceFile(name, ...rest) : ts.createSourceFile(name, code, ts.ScriptTarget.ES2022);
  };
  const examples = { ...options, noUnusedLocals: false, noUnusedParameters: false };
  const program = ts.createProgram([...files.keys()], examples, host);
  const faults = ts.getPreEmitDiagnostics(program);
  const textOf = (fault: ts.Diagnostic): string => ts.flattenDiagnosticMessageText(fault.messageText, "\n");
  return new Map(
    programs.map((code, number) => [
      code,
      faults.filter(({ file }) => file?.fileName === nameOf(number)).map(textOf),
    ]),
  );
}

const faults = faultsOf([...DOCUMENTS.flatMap(examplesOf), MISTAKE]);

it.each(DOCUMENTS)("%s has examples, and they compile", (document) => {
  const examples = examplesOf(document);

  expect(examples.length).toBeGreaterThan(0);
  expect(examples.map((code) => faults.get(code))).toEqual(examples.map(() => []));
});

it("an example with a mistake is noticed", () => {
  expect(faults.get(MISTAKE)).toEqual([expect.stringContaining("'address' does not exist")]);
});
