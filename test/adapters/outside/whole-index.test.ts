import { expect, test } from 'vitest';
import { createFetchHandler, publicRepositories } from '../../../src';
import { Endpoint } from '../endpoints/support';

test('QUO-23: the index of all gems is refused where the real public repository is behind it', async () => {
  const endpoint = new Endpoint('ruby');
  const addresses = { 'public:ruby-gems-org': 'http://127.0.0.1:1/' } as const;
  const outside = publicRepositories(endpoint.simulator, addresses, { retries: 0 });
  const answer = createFetchHandler(endpoint.simulator, { outside });
  const headers = { authorization: `Bearer ${endpoint.token()}` };
  const status = async (path: string) => (await answer(new Request(endpoint.base() + path, { headers }))).status;
  expect([await status('versions'), await status('names')]).toEqual([400, 400]);
});
