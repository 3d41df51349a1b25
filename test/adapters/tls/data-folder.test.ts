import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataFolder, demandPrivateFile, ensurePrivateFolder } from '../../../src/adapters/tls/data-folder';
import { emptyFolder } from './support';

describe('the folder of what is kept', () => {
  test.each([
    ['linux', {}, '/the-home/.local/share/codeartifact-sim'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/codeartifact-sim'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/the-home/.local/share/codeartifact-sim'],
    ['linux', { XDG_DATA_HOME: '' }, '/the-home/.local/share/codeartifact-sim'],
    ['freebsd', {}, '/the-home/.local/share/codeartifact-sim'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/the-home/Library/Application Support/codeartifact-sim'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/codeartifact-sim'],
    ['win32', {}, '/the-home/AppData/Local/codeartifact-sim'],
    ['darwin', { CODEARTIFACT_SIM_DATA: '/mine' }, '/mine'],
    ['linux', { CODEARTIFACT_SIM_DATA: '/mine', XDG_DATA_HOME: '/data' }, '/mine'],
  ] as const)('%s %j: %s', (platform, variables, folder) => {
    expect(dataFolder({ platform, variables, home: '/the-home' })).toBe(folder);
  });

  test('a relative path is refused: it would be another folder each time', () => {
    const machine = { platform: 'linux', variables: { CODEARTIFACT_SIM_DATA: 'here' }, home: '/the-home' } as const;
    expect(() => dataFolder(machine)).toThrow("CODEARTIFACT_SIM_DATA is an absolute path of a folder, not 'here'");
  });
});

describe('what others may do with it', () => {
  test('it is made for its owner alone, whatever is usual, and with what is above it', () => {
    const folder = join(emptyFolder(), 'a', 'b');
    ensurePrivateFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    ensurePrivateFolder(folder);
  });

  test.each([0o770, 0o707, 0o720])('mode %o of the folder is refused', (mode) => {
    const folder = join(emptyFolder(), 'open');
    mkdirSync(folder);
    chmodSync(folder, mode);
    expect(() => ensurePrivateFolder(folder)).toThrow(
      `others can write in ${folder} (mode ${mode.toString(8)}), which holds or guards a private key: chmod 700`,
    );
    chmodSync(folder, 0o755);
    ensurePrivateFolder(folder);
  });

  test.each([0o640, 0o604, 0o620, 0o666])('mode %o of a file is refused', (mode) => {
    const file = join(emptyFolder(), 'key');
    writeFileSync(file, '');
    chmodSync(file, mode);
    expect(() => demandPrivateFile(file)).toThrow(`others can read or write ${file} (mode ${mode.toString(8)})`);
    chmodSync(file, 0o600);
    demandPrivateFile(file);
  });
});
