// All journeys, in one browser against one program; at the end every page must have been opened by one of them, and every look at
// it in every mode must have been clean. A journey is a file in journeys/ that exports default { name, run(world, assert), apart }.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { routes, start } from './lib/huiyin.mjs';
import { deeds } from './lib/play.mjs';
import { World } from './lib/visitor.mjs';

const out = join(import.meta.dirname, 'out');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
let world;

before(async () => {
  world = new World(await start(out), routes(), out);
  await world.launch();
  for (const j of journeys.filter((j) => j.apart)) { // they go on beside all the others
    j.travels = travel(j);
    j.travels.catch(() => {}); // told by its test
  }
});
after(async () => {
  await world?.close();
  await world?.server.stop();
});

const only = process.env.JOURNEY;
const files = readdirSync(join(import.meta.dirname, 'journeys')).filter((f) => f.endsWith('.mjs') && (!only || new RegExp(only).test(f))).sort();
const journeys = await Promise.all(files.map(async (file) => ({ file, ...(await import(`./journeys/${file}`)).default })));

async function travel({ file, apart, run }) {
  const here = apart ? world.apart(file) : Object.assign(world, { journey: file });
  try { await run(here, assert); } catch (e) { await here.keep(file); throw e; }
}

for (const j of journeys) test(j.name, () => j.travels ?? travel(j));

test('every page was opened by a journey', { skip: only && 'only some journeys ran' }, () => {
  const missed = world.routes.filter((r) => r.page && !world.seen.has(r.path)).map((r) => `${r.name} ${r.path}`);
  assert.deepEqual(missed, []);
});

test('every sentence of the founding document is acted, on the page that is named for it', { skip: only && 'only some journeys ran' }, () => {
  const missed = deeds.flatMap((d) => {
    const act = world.acted.get(d.id);
    if (!act?.whole) return `${d.id} ${d.text}: was not acted to its end`;
    if (!act.by.startsWith(d.test)) return `${d.id} ${d.text}: was acted by ${act.by}, not by ${d.test}`;
    return act.pages.has(d.page) ? [] : `${d.id} ${d.text}: did not open ${d.page}`;
  });
  const unknown = [...world.acted.keys()].filter((id) => !deeds.some((d) => d.id === id));
  assert.deepEqual([...missed, ...unknown], []);
});

test('every page was clean in every mode', () => { assert.deepEqual(world.faults, []); });
