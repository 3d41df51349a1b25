import { type PackageJson, publication, tarballOf } from '../../../clients/package-managers/npm-fixtures';
import { type Asking, Endpoint } from '../support';

/** The npm endpoint, and what its clients ask. */
export class NpmEndpoint extends Endpoint {
  /** One for all requests: to get a token is a call of its own, which changes the state. */
  readonly #authorization: string;

  constructor() {
    super('npm');
    this.#authorization = `Bearer ${this.token()}`;
  }

  override ask(path: string, asking: Asking = {}): Promise<Response> {
    return super.ask(path, { authorization: this.#authorization, ...asking });
  }

  /** Sends a document to the place of a package. */
  put(path: string, document: unknown, asking: Asking = {}): Promise<Response> {
    return this.ask(path, { method: 'PUT', body: JSON.stringify(document), ...asking });
  }

  /** Publishes as npm does. */
  async publish(manifest: PackageJson, tag = 'latest', asking: Asking = {}): Promise<Response> {
    const document = publication(manifest, await tarballOf(manifest), tag);
    return this.put(manifest.name.replace('/', '%2f'), document, asking);
  }

  /** A document, abbreviated or full. */
  // biome-ignore lint/suspicious/noExplicitAny: what it holds is what the tests look at
  async document(path: string, accept = 'application/json', asking: Asking = {}): Promise<any> {
    const response = await this.ask(path, { headers: { accept }, ...asking });
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}

export const abbreviated = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*';
