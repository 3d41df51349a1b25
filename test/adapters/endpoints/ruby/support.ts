import { type GemFixture, gemBytes, publicGem } from '../../../clients/package-managers/ruby-fixtures';
import { Endpoint } from '../support';

/** The endpoint of Ruby, and gems at it. */
export class RubyEndpoint extends Endpoint {
  readonly #token: string;

  constructor() {
    super('ruby');
    this.#token = super.token();
  }

  /** The same for all requests, since to ask for one changes the state. */
  override token(domain = 'my-domain'): string {
    return domain === 'my-domain' ? this.#token : super.token(domain);
  }

  /** Pushes a gem as `gem push` does. */
  async push(gem: GemFixture, repository?: string): Promise<Response> {
    return this.pushBytes(await gemBytes(gem), repository);
  }

  pushBytes(body: Uint8Array, repository?: string): Promise<Response> {
    const headers = { 'content-type': 'application/octet-stream' };
    return this.ask('api/v1/gems', { method: 'POST', headers, body, repository });
  }

  /** Pushes what must be taken. */
  async pushed(...gems: readonly GemFixture[]): Promise<void> {
    for (const gem of gems) {
      const response = await this.push(gem);
      if (response.status !== 200) throw new Error(await response.text());
    }
  }

  /** Offers a version in the public repository, with a file for each platform. */
  async offer(...gems: readonly [GemFixture, ...GemFixture[]]): Promise<void> {
    this.learn(await publicGem(...gems));
  }

  /** A document that must be there. */
  async text(path: string, repository?: string): Promise<string> {
    const response = await this.ask(path, { repository });
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.text();
  }

  /** The lines below the header. */
  async lines(path: string, repository?: string): Promise<readonly string[]> {
    const text = await this.text(path, repository);
    return text
      .slice(text.indexOf('---\n') + 4)
      .split('\n')
      .slice(0, -1);
  }
}
