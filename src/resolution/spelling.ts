import type { PackageCoordinates } from '../model/coordinates';
import { coordinatesOf, packageKey } from '../model/keys';
import { View } from '../model/view';
import type { WideMap } from '../model/wide-map';
import { routes } from './catalogue';
import type { Place } from './records';
import { searchList } from './search-list';

/**
 * The coordinates in the spelling that the nearest repository of the search list has, else the first catalogue: the
 * given one where it has that too, else one that differs in the case of ASCII letters alone (CRG-03). As they are
 * given, when nobody has the package.
 */
export function storedSpelling(
  view: View,
  { domain, repository }: Place,
  coordinates: PackageCoordinates,
): PackageCoordinates {
  const key = packageKey(coordinates);
  if (repository.packages.has(key)) return coordinates;
  const quiet = new View(view.state, view.context); // the walk is told when the package is looked for
  const list = searchList(quiet, domain, repository, key);
  for (const { packages } of list.repositories) {
    const found = inAnyCase(packages, key);
    if (found) return found;
  }
  for (const { catalogue } of routes(quiet, list, coordinates.format)) {
    const found = inAnyCase(catalogue.versions, key);
    if (found) return found;
  }
  return coordinates;
}

/**
 * The package of a map of packages or versions whose key is this one in some case, the same one first. Of each next
 * letter only the cases with which some key goes on are followed, so that few keys are looked at of however many.
 */
function inAnyCase(map: WideMap<string, unknown>, key: string): PackageCoordinates | undefined {
  const same = packageAt(map, key);
  if (same) return same;
  let beginnings = [''];
  for (const letter of key) {
    const spellings = new Set(/[a-z]/i.test(letter) ? [letter.toUpperCase(), letter.toLowerCase()] : [letter]);
    beginnings = beginnings
      .flatMap((beginning) => Array.from(spellings, (spelling) => beginning + spelling))
      .filter((beginning) => firstFrom(map, beginning)?.startsWith(beginning));
    if (beginnings.length === 0) return undefined;
  }
  for (const candidate of beginnings) {
    const found = packageAt(map, candidate);
    if (found) return found;
  }
  return undefined;
}

/** The package with this key, where the map has it or versions of it: these follow right behind. */
function packageAt(map: WideMap<string, unknown>, key: string): PackageCoordinates | undefined {
  const first = firstFrom(map, key);
  if (first === undefined || !first.startsWith(key)) return undefined;
  const coordinates = coordinatesOf(first);
  return packageKey(coordinates) === key ? coordinates : undefined;
}

const firstFrom = (map: WideMap<string, unknown>, key: string): string | undefined => {
  const step = map.keys(key).next();
  return step.done ? undefined : step.value;
};
