import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { clientSettings } from '../../../src/adapters/run/client-settings';

const origin = 'http://127.0.0.1:4566';
const told = {
  origin,
  region: 'us-west-2',
  token: 'eyJ.a-b_c',
  endpoint: (format: string) => `${origin}/${format}/d/my-domain-111122223333/team/`,
  folder: '/run-1',
};

describe('what clients are told', () => {
  const { variables, files } = clientSettings({ ...told, npmrc: '@other:registry=https://example.com/\n' });

  test('npm keeps the settings of the user, and has the registry and its token besides', () => {
    expect(files.npmrc?.split('\n')).toEqual([
      '@other:registry=https://example.com/',
      'registry=http://127.0.0.1:4566/npm/d/my-domain-111122223333/team/',
      '//127.0.0.1:4566/npm/d/my-domain-111122223333/team/:_authToken=eyJ.a-b_c',
      '',
    ]);
    expect(variables.npm_config_userconfig).toBe('/run-1/npmrc');
  });

  test('pip and uv have the index with the token as its password', () => {
    const index = 'http://aws:eyJ.a-b_c@127.0.0.1:4566/pypi/d/my-domain-111122223333/team/simple/';
    expect(variables).toMatchObject({ PIP_INDEX_URL: index, UV_DEFAULT_INDEX: index });
  });

  test('no proxy of the user stands between them and the server', () => {
    const { variables: proxied } = clientSettings({ ...told, noProxy: 'corp.example,127.0.0.1' });
    const hosts = 'corp.example,127.0.0.1,localhost,.localhost,::1';
    expect(proxied).toMatchObject({ NO_PROXY: hosts, no_proxy: hosts, npm_config_noproxy: hosts });
  });

  test('gem has its source in a file of its own', () => {
    const source = 'http://aws:eyJ.a-b_c@127.0.0.1:4566/ruby/d/my-domain-111122223333/team/';
    expect(parse(files.gemrc!)).toEqual({ ':sources': [source] });
    expect(variables.RUBYGEMS_HOST).toBe('http://127.0.0.1:4566/ruby/d/my-domain-111122223333/team');
  });

  test('what stands in XML is written as XML', () => {
    const { files: odd } = clientSettings({ ...told, folder: '/a & "b" <c>' });
    expect(odd['settings.xml']).toContain('<localRepository>/a &#38; &#34;b&#34; &#60;c&#62;/m2</localRepository>');
  });

  test('every file and every cache is in the folder of the run', () => {
    expect(Object.keys(files).every((path) => !path.startsWith('/') && !path.includes('..'))).toBe(true);
    const paths = Object.values(variables).filter((value) => /^\//.test(value));
    expect(paths.length).toBeGreaterThan(8);
    expect(paths.filter((path) => !path.startsWith('/run-1/'))).toEqual([]);
  });
});
