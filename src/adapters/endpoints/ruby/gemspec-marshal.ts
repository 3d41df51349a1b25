import { dump, RubyObject } from '@hyrious/marshal';
import type { Dependency, Gem } from './gem';
import { anyVersion, demandsIn } from './requirement';

/** A gemspec as RubyGems stores it between processes: what installing needs of it, before the gem itself is read. */
export function marshalledGemspec(name: string, { version, platform, dependencies, ruby, rubygems, ...gem }: Gem) {
  const { summary = null, homePage = null, licenses = [] } = gem.metadata;
  const fields = [
    '3.3.0', // the RubyGems that wrote it
    4, // the version of these fields
    name,
    versionObject(version),
    new Date(gem.publishedTime ?? 0).toISOString().slice(0, 10),
    summary,
    requirementObject(ruby),
    requirementObject(rubygems),
    platform,
    dependencies.map(dependencyObject),
    '', // rubyforge_project, which is no more
    null, // email
    [], // authors
    null, // description
    homePage,
    true, // has_rdoc
    platform,
    licenses.map(({ name: license }) => license ?? ''),
    {},
  ];
  const gemspec = new RubyObject(Symbol.for('Gem::Specification'));
  gemspec.userDefined = dump(fields);
  return dump(gemspec);
}

function marshalled(name: string, value: unknown): RubyObject {
  const object = new RubyObject(Symbol.for(name));
  object.userMarshal = value;
  return object;
}

const versionObject = (version: string): RubyObject => marshalled('Gem::Version', [version]);

const requirementObject = (requirement = anyVersion): RubyObject => {
  const demands = demandsIn(requirement) ?? [];
  return marshalled('Gem::Requirement', [demands.map(([operator, version]) => [operator, versionObject(version)])]);
};

function dependencyObject([name, requirement]: Dependency): RubyObject {
  const demands = requirementObject(requirement);
  const members = {
    '@name': name,
    '@requirement': demands,
    '@type': Symbol.for('runtime'),
    '@prerelease': false,
    '@version_requirements': demands,
  };
  const object = new RubyObject(Symbol.for('Gem::Dependency'));
  for (const [key, value] of Object.entries(members)) Object.assign(object, { [Symbol.for(key)]: value });
  return object;
}
