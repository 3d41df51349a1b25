import { zlibSync } from 'fflate';
import { formats } from '../../../formats';
import { assetNameFault } from '../../../formats/fault';
import { ServiceError } from '../../../model/errors';
import { asset, document } from '../answer';
import type { EndpointCall, Route } from '../protocol';
import { noSuchPath, unacceptable } from '../refusals';
import { gemsOf } from './gem';
import { marshalledGemspec } from './gemspec-marshal';

/** The gems, and their gemspecs by themselves (RBY-31, RBY-32). */
export const fileRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'gems/{file}',
    handle: ({ repository, params: { file = '' } }) =>
      firstFound(file, '.gem', async ({ name, version }) =>
        asset('application/octet-stream', await repository.read({ package: name, version, asset: file })),
      ),
  },
  {
    method: 'GET',
    path: 'quick/Marshal.4.8/{file}',
    handle: ({ repository, params: { file = '' } }) =>
      firstFound(file, '.gemspec.rz', async (found) => {
        const gemspec = await gemspecOf(repository, found);
        if (!gemspec) throw noSuchPath(`/quick/Marshal.4.8/${file}`);
        return document('application/octet-stream', zlibSync(gemspec));
      }),
  },
];

/** RBY-32: of what is listed, and made of what the indexes know, so that it fetches nothing. */
async function gemspecOf(repository: EndpointCall['repository'], { name, version, platform }: Named) {
  const { versions } = await repository.list({ package: name });
  const listed = versions.filter((each) => each.version === version);
  const gem = gemsOf({ format: 'ruby', package: name }, listed).find((each) => each.platform === platform);
  return gem && marshalledGemspec(name, gem);
}

/** What the name of a file may stand for. */
interface Named {
  readonly name: string;
  readonly version: string;
  readonly platform: string;
}

/**
 * Tries what the name of a file may stand for, until something is there; a name that can be none is no path. Refuses
 * with 400 one of no gem that there could be (AUT-97).
 */
async function firstFound<T>(file: string, ending: string, find: (named: Named) => Promise<T>): Promise<T> {
  if (!file.endsWith(ending)) throw noSuchPath(`/${file}`);
  const full = file.slice(0, -ending.length);
  const fault = assetNameFault(`${full}.gem`); // RBY-05; a long name would have too many readings
  if (fault) throw unacceptable(fault.message);
  let absent: ServiceError | undefined;
  for (const named of readingsOf(full)) {
    try {
      return await find(named);
    } catch (error) {
      if (!(error instanceof ServiceError) || error.status !== 404) throw error;
      absent ??= error;
    }
  }
  throw absent ?? noSuchPath(`/${file}`);
}

const mostReadings = 20;

/**
 * The readings of `{name}-{version}[-{platform}]`, in which each part can have hyphens itself. First come those as
 * RubyGems writes them: the version has none, and the platform begins with a letter.
 */
function readingsOf(full: string): readonly Named[] {
  const steps = full.split('-');
  const usual: Named[] = [];
  const others: Named[] = [];
  for (let from = 1; from < steps.length && others.length < mostReadings; from++) {
    const name = steps.slice(0, from).join('-');
    if (formats.ruby.nameFault(name)) continue;
    for (let to = from + 1; to <= steps.length && others.length < mostReadings; to++) {
      const version = steps.slice(from, to).join('-');
      if (formats.ruby.versionFault(version)) continue;
      const platform = steps.slice(to).join('-') || 'ruby';
      const isUsual = to === from + 1 && /^[a-z]/i.test(platform);
      (isUsual ? usual : others).push({ name, version, platform });
    }
  }
  return [...usual, ...others].slice(0, mostReadings);
}
