/** `createClient`: everything that a frontend asks of the CMS, in one object. */
import { Api, type CallOptions, type ClientOptions } from "./api.js";
import { Documents } from "./documents.js";
import { form, type Form, type FormAnswers, type FormReceipt, submitForm, type SubmitOptions } from "./forms.js";
import { Images } from "./images.js";
import { Pages } from "./pages.js";
import { Redirects } from "./redirects.js";

/** A client of one CMS. It holds no connection and can be kept for as long as the program runs. */
export class CmsClient {
  readonly pages: Pages;
  readonly images: Images;
  readonly documents: Documents;
  readonly redirects: Redirects;
  readonly #api: Api;

  constructor(options: ClientOptions) {
    this.#api = new Api(options);
    this.pages = new Pages(this.#api);
    this.images = new Images(this.#api);
    this.documents = new Documents(this.#api);
    this.redirects = new Redirects(this.#api);
  }

  /** The form page with an id, as a form. */
  form(id: number, query: { site?: string } & CallOptions = {}): Promise<Form> {
    return form(this.#api, id, query);
  }

  /** Send the answers to a form. A `CmsProblem` with 422 tells by `fieldErrors()` what is wrong with them. */
  submitForm(id: number, fields: FormAnswers, options: SubmitOptions = {}): Promise<FormReceipt> {
    return submitForm(this.#api, id, fields, options);
  }
}

/** A client of the CMS at `options.url`. */
export function createClient(options: ClientOptions): CmsClient {
  return new CmsClient(options);
}
