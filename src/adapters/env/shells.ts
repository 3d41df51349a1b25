/** How a shell sets a variable for the programs that it starts, and how it forgets one. */
export interface Shell {
  set(name: string, value: string): string;
  unset(name: string): string;
}

/** In single quotes nothing has a meaning, but the quote itself, and in fish the backslash too. */
const quoted = {
  bash: (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`,
  fish: (text: string): string => `'${text.replace(/['\\]/g, String.raw`\$&`)}'`,
  /** PowerShell takes the typographic single quotes for single quotes too. */
  powershell: (text: string): string => `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`,
};

/** The shells that are spoken; what bash reads, every shell of the family of sh does. */
export const shells = Object.freeze({
  bash: {
    set: (name, value) => `export ${name}=${quoted.bash(value)}`,
    unset: (name) => `unset ${name}`,
  },
  fish: {
    set: (name, value) => `set -gx ${name} ${quoted.fish(value)}`,
    unset: (name) => `set -e ${name}`,
  },
  powershell: {
    set: (name, value) => `$env:${name} = ${quoted.powershell(value)}`,
    unset: (name) => `Remove-Item -LiteralPath Env:${name} -ErrorAction Ignore`,
  },
} satisfies Record<string, Shell>);

export type ShellName = keyof typeof shells;

/** The shell that a user most likely has. */
export function likelyShell(platform: string, loginShell: string | undefined): ShellName {
  if (platform === 'win32') return 'powershell';
  return /(?:^|\/)fish$/.test(loginShell ?? '') ? 'fish' : 'bash';
}
