/** `createClient`: everything that a frontend asks of the CMS, in one object. */
import { Api, type ClientOptions } from "./api.js";
import { Documents } from "./documents.js";
import { Images } from "./images.js";
import { Pages } from "./pages.js";
import { Redirects } from "./redirects.js";

/** A client of one CMS. It holds no connection and can be kept for as long as the program runs. */
export class CmsClient {
  readonly pages: Pages;
  readonly images: Images;
  readonly documents: Documents;
  readonly redirects: Redirects;

  constructor(options: ClientOptions) {
    const api = new Api(options);
    this.pages = new Pages(api);
    this.images = new Images(api);
    this.documents = new Documents(api);
    this.redirects = new Redirects(api);
  }
}

/** A client of the CMS at `options.url`. */
export function createClient(options: ClientOptions): CmsClient {
  return new CmsClient(options);
}
