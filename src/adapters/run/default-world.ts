import type { ExternalConnectionName } from '../../model/coordinates';
import type { World } from '../../simulator/world/world';

/** The repositories behind `team`, one for each format that has public packages, named as the AWS console does. */
const stores: Readonly<Record<string, ExternalConnectionName>> = {
  'npm-store': 'public:npmjs',
  'pypi-store': 'public:pypi',
  'maven-central-store': 'public:maven-central',
  'nuget-store': 'public:nuget-org',
  'rubygems-store': 'public:ruby-gems-org',
  'cargo-store': 'public:crates-io',
};

/** One domain, `my-domain`, in which `team` has the stores for its upstreams. */
export const defaultWorld = (): World => ({
  domains: {
    'my-domain': {
      repositories: {
        team: { upstreams: Object.keys(stores) },
        ...Object.fromEntries(
          Object.entries(stores).map(([name, externalConnection]) => [name, { externalConnection }]),
        ),
      },
    },
  },
});
