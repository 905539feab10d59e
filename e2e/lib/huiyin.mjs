// Starts the built program with the invented city in a temporary folder on a free loopback port.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const binary = resolve(import.meta.dirname, '../../huiyin');

/** start returns { base, accounts, today, stop } of the invented city; accounts maps a role, and the name of a second account of a role, to { account, password }. */
export async function start(out) {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-e2e-'));
  return serve(folder, ['demo', '--data', folder], join(out, 'server.log'), (accounts) => accounts.admin);
}

/** on returns the invented city of another day. */
export async function on(out, day) {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-e2e-'));
  return serve(folder, ['demo', '--data', folder, '--today', day], join(out, `server-${day}.log`), (accounts) => accounts.admin);
}

/** found returns the same of an installation that holds nothing but a congress and its three administrators, with their first passwords. */
export async function found(out, code, name, people) {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-e2e-'));
  const slips = join(folder, 'slips.txt');
  const three = Object.entries(people).flatMap(([role, who]) => [`--${role}`, who]);
  execFileSync(binary, ['found', code, name, ...three, '--slips', slips, '--data', folder]);
  const server = await serve(folder, ['serve', '--data', folder], join(out, `server-${code}.log`), () => true);
  for (const [, account, password] of readFileSync(slips, 'utf8').matchAll(/账号：(\S+)\n首次密码：(\S+)/g)) server.accounts[account.replace(`${code}-`, '')] = { account, password };
  return server;
}

async function serve(folder, command, logged, ready) {
  const log = openSync(logged, 'w');
  const child = spawn(binary, [...command, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', log] });
  const gone = new Promise((done) => child.on('exit', done));
  const accounts = {};
  let base = '';
  let text = '';
  await new Promise((go, fail) => {
    const late = setTimeout(() => fail(new Error(`the program did not start within 60 s; see ${logged}`)), 60_000);
    gone.then((code) => fail(new Error(`the program ended with ${code}; see ${logged}`)));
    child.stdout.on('data', (chunk) => {
      text += chunk;
      base ||= text.match(/https?:\/\/[\d.]+:\d+/)?.[0] ?? '';
      for (const [, role, account, password] of text.matchAll(/^(\w+) (\S+) (\S+)$/gm)) accounts[accounts[role] ? account : role] ??= { account, password };
      if (base && ready(accounts)) { clearTimeout(late); go(); }
    });
  });
  return {
    base, accounts, today: text.match(/\d{4}-\d\d-\d\d(?=\s*\n.*https?:)/)?.[0] ?? new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10), // as in Shanghai
    async stop() { child.kill('SIGTERM'); await gone; rmSync(folder, { recursive: true, force: true }); },
  };
}

/** routes is the program's own list of pages and acts. */
export function routes() {
  return JSON.parse(execFileSync(binary, ['gen', 'routes'], { encoding: 'utf8' }));
}

/** routeOf finds the page that a path belongs to; the most literal pattern wins. */
export function routeOf(list, path) {
  const fits = list.filter((r) => r.page && pattern(r.path).test(path));
  fits.sort((a, b) => (a.path.match(/\{/g)?.length ?? 0) - (b.path.match(/\{/g)?.length ?? 0));
  return fits[0];
}

function pattern(path) {
  const body = path.replace('{$}', '').split('/').map((part) =>
    part.startsWith('{') ? (part.endsWith('...}') ? '.*' : '[^/]+') : part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('/');
  return new RegExp(`^${body}$`);
}
