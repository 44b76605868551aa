/** `createClient`: everything that a frontend asks of the CMS, in one object. */
import { Api, type CallOptions, type ClientOptions } from "./api.js";
import { Changes, type ChangesOptions } from "./changes.js";
import type { Selected, Usual } from "./contract.js";
import { Documents } from "./documents.js";
import { form, type Form, type FormAnswers, type FormReceipt, submitForm, type SubmitOptions } from "./forms.js";
import { Images } from "./images.js";
import { navigation, type Navigation, type NavigationQuery } from "./navigation.js";
import { type Page, Pages, type PartialPage } from "./pages.js";
import { preview, type PreviewQuery } from "./preview.js";
import { Redirects } from "./redirects.js";
import { resolve, type Resolved, type ResolveQuery } from "./resolve.js";
import { settings, type SettingsQuery, type SiteSettings } from "./settings.js";
import { Sites } from "./sites.js";
import { Snippets } from "./snippets.js";
import { unlock, type Unlocked, type UnlockOptions } from "./unlock.js";

/** A client of one CMS. It holds no connection and can be kept for as long as the program runs. */
export class CmsClient {
  readonly pages: Pages;
  readonly images: Images;
  readonly documents: Documents;
  readonly redirects: Redirects;
  readonly sites: Sites;
  readonly snippets: Snippets;
  readonly #api: Api;

  constructor(options: ClientOptions) {
    this.#api = new Api(options);
    this.pages = new Pages(this.#api);
    this.images = new Images(this.#api);
    this.documents = new Documents(this.#api);
    this.redirects = new Redirects(this.#api);
    this.sites = new Sites(this.#api);
    this.snippets = new Snippets(this.#api);
  }

  /**
   * What is at a path of the site: the page, or a redirect to elsewhere. A `CmsProblem` with 404 where nothing is, its
   * `nearest` being the page above; with 401 or 403 where a page is not for everybody, its `restriction` telling why.
   */
  resolve(path: string, query?: Usual<ResolveQuery> & CallOptions): Promise<Resolved>;
  resolve(path: string, query: Selected<ResolveQuery> & CallOptions): Promise<Resolved<PartialPage>>;
  resolve(path: string, query: ResolveQuery & CallOptions = {}): Promise<Resolved<Page | PartialPage>> {
    return resolve(this.#api, path, query) as Promise<Resolved<Page | PartialPage>>;
  }

  /**
   * The page that somebody previews in the admin, as they have typed it: `token` is in the address of the preview route. The
   * id of a page that was never saved is 0. A `CmsProblem` with 401 when the token has ended.
   */
  preview(token: string, query?: Usual<PreviewQuery> & Pick<CallOptions, "signal">): Promise<Page>;
  preview(token: string, query: Selected<PreviewQuery> & Pick<CallOptions, "signal">): Promise<PartialPage>;
  preview(token: string, query: PreviewQuery & Pick<CallOptions, "signal"> = {}): Promise<Page | PartialPage> {
    return preview(this.#api, token, query) as Promise<Page | PartialPage>;
  }

  /** The menus of the site. `trail` tells where in them a reader is. */
  navigation(query: NavigationQuery & CallOptions = {}): Promise<Navigation> {
    return navigation(this.#api, query);
  }

  /** What holds for the whole site, such as its name and its licence. */
  settings(query: SettingsQuery & CallOptions = {}): Promise<SiteSettings> {
    return settings(this.#api, query);
  }

  /**
   * What changes: `for await (const change of cms.changes({ after }))`. `after` is the `changes` of a list, or the `position`
   * of an earlier walk. Goes on for ever, over broken connections, unless `follow` is false. Throws a `ChangesGoneError`
   * where not everything after that number is there.
   */
  changes(options: ChangesOptions = {}): Changes {
    return new Changes(this.#api, options);
  }

  /** The form page with an id, as a form. */
  form(id: number, query: { site?: string } & CallOptions = {}): Promise<Form> {
    return form(this.#api, id, query);
  }

  /** Send the answers to a form. A `CmsProblem` with 422 tells by `fieldErrors()` what is wrong with them. */
  submitForm(id: number, fields: FormAnswers, options: SubmitOptions = {}): Promise<FormReceipt> {
    return submitForm(this.#api, id, fields, options);
  }

  /** Exchange the password of a private page for a token that opens it and the pages below it for a while. */
  unlock(pageId: number, password: string, options: UnlockOptions = {}): Promise<Unlocked> {
    return unlock(this.#api, pageId, password, options);
  }
}

/** A client of the CMS at `options.url`. */
export function createClient(options: ClientOptions): CmsClient {
  return new CmsClient(options);
}
