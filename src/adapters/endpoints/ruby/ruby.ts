import { document, status } from '../answer';
import { messageRefusal, type Protocol } from '../protocol';
import { compactIndexRoutes } from './compact-index';
import { dependencyRoutes } from './dependency-api';
import { fileRoutes } from './files';
import { pushGem } from './push';

/** What RubyGems and Bundler ask (RBY-08 to RBY-48). All that is not named here is not supported (RBY-25, RBY-36). */
export const ruby: Protocol = {
  format: 'ruby',
  routes: [
    {
      // `gem install` of RubyGems 3.3 to 3.5.18 looks here whether to ask for `info/` (RBY-08).
      method: 'GET',
      path: '',
      async handle({ repository }) {
        await repository.check();
        return document('text/plain', '');
      },
    },
    ...compactIndexRoutes,
    ...dependencyRoutes,
    ...fileRoutes,
    {
      method: 'POST',
      path: 'api/v1/gems', // RBY-37
      async handle(call) {
        const { name, version } = await pushGem(call);
        return status(200, 'text/plain', `Successfully registered gem: ${name} (${version})`); // RBY-33
      },
    },
  ],
  refusal: messageRefusal,
};
