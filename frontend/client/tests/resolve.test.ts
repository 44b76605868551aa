import { createClient, isPage, isProblem, type Resolved } from "@digital-skills-cms/client";
import { describe, expect, inject, it } from "vitest";

const url = inject("url");
const cms = createClient({ url });
const { closed, password } = inject("prepared");

async function problemAt(path: string) {
  const reason = await cms.resolve(path).catch((error: unknown) => error);
  if (!isProblem(reason)) throw reason;
  return reason;
}

describe("resolve", () => {
  it("gives the page at a path, narrowed by its kind and type", async () => {
    const found = await cms.resolve("/building-digital-skills/women-in-it/?from=newsletter");

    if (found.kind !== "page") throw new Error("is a page");
    if (!isPage(found.page, "pages.ProgramPage")) throw new Error("is a program");
    expect(found.page.streams.map(({ title }) => title)).toEqual(["Coaching", "Mentoring"]);
  });

  it("gives those fields that were asked for", async () => {
    const found = await cms.resolve("/building-digital-skills/women-in-it/", { fields: "_,status" });

    if (found.kind !== "page" || !isPage(found.page, "pages.ProgramPage")) throw new Error("is a program");
    expect(found.page.status).toMatch(/[a-z]/);
    expect(found.page.title).toBeUndefined();
  });

  it.each<[string, Resolved]>([
    ["/elsewhere", { kind: "redirect", location: "https://www.example.org/elsewhere/", status: 302 }],
    ["/women-in-it/", { kind: "redirect", location: `${url}/building-digital-skills/women-in-it/`, status: 301 }],
  ])("gives the redirect from %s", async (path, redirect) => {
    expect(await cms.resolve(path)).toEqual(redirect);
  });

  it("names the nearest page above where nothing is", async () => {
    const problem = await problemAt("/pilots/nothing/at/all/");

    expect(problem.status).toBe(404);
    expect(problem.nearest).toMatchObject({ title: "Pilots", path: "/pilots/" });
  });

  it("asks for a site", async () => {
    const elsewhere = createClient({ url, site: "nobody.example.org" });

    expect(isProblem(await elsewhere.resolve("/").catch((error: unknown) => error))).toBe(true);
    expect((await elsewhere.resolve("/", { site: new URL(url).host })).kind).toBe("page");
  });
});

describe("a private page", () => {
  it("says what opens it, and nothing else", async () => {
    expect(await problemAt(closed.password.path)).toMatchObject({
      status: 401,
      restriction: "password",
      unlock_url: expect.stringContaining(`/api/v3/pages/${closed.password.id}/unlock/`) as string,
    });
    expect(await problemAt(closed.login.path)).toMatchObject({ status: 401, restriction: "login", unlock_url: null });
  });

  it("opens with the token that its password gives", async () => {
    const { token, expires } = await cms.unlock(closed.password.id, password);

    const found = await cms.resolve(closed.password.path, { token });

    expect(found.kind === "page" && found.page.title).toBe("Behind a password");
    expect(Date.parse(expires)).toBeGreaterThan(Date.now());
    expect((await cms.pages.get(closed.password.id, { token })).title).toBe("Behind a password");
    await expect(cms.resolve(closed.login.path, { token })).rejects.toMatchObject({ status: 401 });
  });

  it("stays closed to a wrong password", async () => {
    await expect(cms.unlock(closed.password.id, "wrong")).rejects.toMatchObject({ name: "CmsProblem", status: 403 });
    await expect(cms.unlock(2_000_000, password)).rejects.toMatchObject({ status: 404 });
  });
});
