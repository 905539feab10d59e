// Scoring and commendation, role by role: the committee makes its own scheme, a run is frozen, entered, confirmed, computed and shown, a unit reads its
// sheet and objects, the head decides; a commendation goes from nomination to certificate. Each refusal is met on the way.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const binary = resolve(import.meta.dirname, '../../huiyin');
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64');

/** ago is the day n days before the day of the installation. */
function ago(today, n) {
  const d = new Date(`${today}T00:00:00Z`);
  d.setUTCDate(d.getUTCDate() - n);
  return d.toISOString().slice(0, 10);
}

async function scheme(world, assert, clerk, head) {
  await clerk.open('/year/scheme');
  await clerk.page.locator('main').getByRole('link', { name: '拟订考核办法' }).first().click();
  await clerk.arrived();
  await clerk.send();
  assert.match(await clerk.text(), /请填写此项/, 'a copy needs a base and a name');
  await clerk.set({ base: 'shijiazhuang', name: '本市量化考核办法' });
  await clerk.send();
  const dossier = new URL(clerk.page.url()).pathname;
  assert.match(await clerk.text(), /拟订中/);

  await clerk.act('修改考核办法');
  assert.match(clerk.page.url(), /\/schemes\/\d+$/, 'a scheme has a page of its own');
  const open = async (row) => clerk.page.locator(`details[id="f-${row}"]`).evaluate((e) => { e.open = true; });
  for (const row of ['rules-1', 'blocks-0', 'rules-2', 'figures-0']) await open(row);
  await clerk.set({ 'rules.1.amount': '很多', 'blocks.0.floor': '10', 'blocks.0.cap': '5', 'rules.2.figure': 'nothing_here', 'figures.0.fact': '', 'figures.0.days': '', 'figures.0.plus': 'ten_days_early', min_sample: '几件' });
  await clerk.send();
  assert.match(await clerk.text(), /请填写正确的数字/, 'a count that is a word');
  await clerk.set({ min_sample: '2' });
  await clerk.send();
  const said = await clerk.text('.error-summary');
  assert.match(said, /“很多”不是数/, 'a weight that is text');
  assert.match(said, /最高5低于最低10/, 'a cap below its floor');
  assert.match(said, /没有统计项“nothing_here”/, 'a figure that is none');
  assert.match(said, /循环引用：ten_days_early → ten_days_early/, 'a circle');
  assert.equal(await clerk.page.locator('[name="rules.1.amount"]').inputValue(), '很多', 'what was typed is kept');
  assert.ok(await clerk.page.locator('details[id="f-rules-1"]').evaluate((e) => e.open), 'the row that is wrong is open');
  await clerk.glance('scheme-wrong', true);
  await clerk.set({ 'rules.1.amount': '3', 'blocks.0.floor': '0', 'blocks.0.cap': '', 'rules.2.figure': 'not_visited', 'figures.0.fact': 'answered_early', 'figures.0.days': '10', 'figures.0.plus': '' });
  await clerk.page.locator('button[name=_more][value=rules]').click();
  await clerk.arrived();
  assert.ok(await clerk.page.locator('[name="rules.13.code"]').isVisible(), 'a row more');
  await clerk.send();
  assert.match(await clerk.text(), /修改已保存/);
  await clerk.follow('用上年数据试算');
  assert.match(await clerk.text(), /试算：\d+个单位/);
  await clerk.open(dossier);
  await clerk.does('送审考核办法');
  assert.match(await clerk.text(), /待审定/);
  assert.ok(!(await clerk.offers()).some((t) => t.includes('审定考核办法')), 'whoever made it does not adopt it');
  await head.open(dossier);
  await head.does('审定考核办法', { source: '常委会办公室印发' });
  assert.match(await head.text(), /已审定/);
}

async function run(world, assert, clerk, head, unit) {
  const today = world.server.today;
  const year = Number(today.slice(0, 4)) - 1;
  await clerk.open('/year/scoring');
  await clerk.page.locator('main').getByRole('link', { name: '准备考核' }).first().click();
  await clerk.arrived();
  await clerk.set({ title: '上年度办理工作考核', cut_off: ago(today, 2) });
  await clerk.page.locator('[name=of]').selectOption({ label: String(year) });
  await clerk.page.locator('[name=scheme]').selectOption({ label: '本市量化考核办法（第1版）' });
  await clerk.set({ ranking: 'group' });
  await clerk.send();
  const dossier = new URL(clerk.page.url()).pathname;
  assert.match(await clerk.text(), /准备中/);
  await clerk.does('冻结数据');
  assert.match(await clerk.text(), /冻结数据摘要/);

  await clerk.act('登记人工计分项');
  await unit.open('/year/scoring');
  await unit.page.locator('main table a').first().click();
  await unit.arrived();
  await unit.follow('本单位计分表');
  const name = (await unit.text('main h1')).replace('计分表', '').trim();
  await clerk.page.locator('[name=unit]').selectOption({ label: name });
  await clerk.page.locator('[name=rule]').selectOption('adopted');
  await clerk.set({ on: ago(today, 30), words: '办理经验被采用' });
  await clerk.send();
  assert.match(await clerk.text(), /证明材料：人工登记必须附证明材料/, 'an entry that nothing proves');
  await clerk.page.locator('[name=proof]').setInputFiles({ name: '采用通知.png', mimeType: 'image/png', buffer: png });
  await clerk.send();
  assert.match(await clerk.text(), /待复核/);
  assert.ok(!(await clerk.links(/confirm_score_item/)).length, 'whoever entered does not confirm');
  const [proof] = await Promise.all([clerk.page.waitForEvent('download'), clerk.page.locator('main a[href*="/files/"]').first().click()]);
  assert.equal(proof.suggestedFilename(), '采用通知.png');
  assert.match(await clerk.page.locator('section.foot').textContent(), /计分：?.*还有人工计分项没有复核/, 'nothing is computed while an entry is open');

  await head.open(dossier);
  await head.follow('复核通过', 'main table');
  await head.send();
  await head.open(dossier);
  await clerk.open(dossier);
  await clerk.does('计分');
  assert.match(await clerk.text(), /排名/);
  await clerk.glance('dossier-scored', true);
  await unit.open('/year/scoring');
  assert.doesNotMatch(await unit.text(), /上年度办理工作考核/, 'the unit sees nothing before it is shown');
  assert.equal(await unit.status(dossier), 404);

  await head.open(dossier);
  await head.does('向承办单位公示');
  assert.match(await head.text(), /公示中/);
  return dossier;
}

async function units(world, assert, unit, head, dossier) {
  await unit.open(dossier);
  await unit.follow('本单位计分表');
  const text = await unit.text();
  assert.match(text, /办结时限/);
  assert.match(text, /办理经验被采用/);
  const sheet = new URL(unit.page.url()).pathname;
  await unit.page.locator('main a[href*="/lists/"]').first().click();
  await unit.arrived();
  assert.match(await unit.text(), /合计\d+，所涉\d+件次/);
  assert.equal(await unit.status(`${sheet}/lists/nothing_here`), 404);
  assert.equal(await unit.status(`${dossier.replace('/dossiers/', '/scoring/')}/bundle`), 404, 'the bundle tells of every unit');
  await unit.open(dossier);
  const foreign = (await unit.links(/^\/scoring\/\d+\/units\/\d+$/)).filter((h) => h !== sheet);
  assert.deepEqual(foreign, [], 'only the own sheet opens');
  assert.equal(await unit.status(sheet.replace(/\d+$/, '1')), 404);

  await unit.open(sheet);
  await unit.page.locator('main').getByRole('link', { name: '申请复核' }).click();
  await unit.arrived();
  await unit.set({ words: '请予核实' });
  await unit.page.locator('[name=matter]').selectOption({ index: 1 });
  await unit.send();
  assert.match(await unit.text(), /请填写此项/, 'which fact');
  await unit.page.locator('[name=matter]').selectOption('entry/1');
  await unit.send();
  assert.match(await unit.text(), /待答复/);

  await head.open(dossier);
  await head.follow('复核不成立', 'main table');
  await head.set({ grounds: '采用通知属实，加分无误。' });
  await head.send();
  await head.open(dossier);
  assert.ok(!(await head.offers()).some((t) => t.trim() === '定分'), 'nothing is final before the time is over');
}

async function finished(world, assert, clerk) {
  await clerk.open('/year/scoring?session=all&q=2023');
  await clerk.page.locator('main table a').first().click();
  await clerk.arrived();
  assert.match(await clerk.text(), /已定分/);
  const [bundle] = await Promise.all([clerk.page.waitForEvent('download'), clerk.page.locator('main a[href$="/bundle"]').click()]);
  const file = await bundle.path();
  const digest = JSON.parse(readFileSync(file, 'utf8')).digest;
  assert.match(execFileSync(binary, ['score', 'verify', file, '--digest', digest], { encoding: 'utf8' }), /逐字节一致/);
  assert.match(await clerk.text(), new RegExp(digest), 'the page names the digest');
  await clerk.page.locator('main table a[href*="/units/"]').first().click();
  await clerk.arrived();
  await clerk.page.emulateMedia({ media: 'print' });
  await clerk.page.screenshot({ path: join(world.out, 'score-sheet-print.png'), fullPage: true });
  await clerk.page.emulateMedia({ media: 'screen' });
}

async function award(world, assert, clerk, head, unit) {
  await clerk.open('/year/award');
  await clerk.page.locator('main table a').first().click();
  await clerk.arrived();
  const dossier = new URL(clerk.page.url()).pathname;
  assert.match(await clerk.text(), /推荐中/);
  await unit.open(dossier);
  assert.doesNotMatch(await unit.text(), /调研基础/, 'a unit reads no criteria sheet');
  await unit.act('推荐优秀建议');
  await unit.send();
  assert.match(await unit.text(), /请填写此项/);
  await unit.open('/year/award/begin/open_award').catch(() => {});
  assert.doesNotMatch(await unit.text(), /组织评选/, 'a unit opens no commendation');

  await clerk.open(dossier);
  if (!(await clerk.links(/rate_nominee/)).length) await clerk.glance('award-open');
  await clerk.page.locator('main a[href*="rate_nominee"]').first().click();
  await clerk.arrived();
  await clerk.set({ research: '21' });
  await clerk.send();
  assert.match(await clerk.text(), /每项最多20分/);
  await clerk.set({ research: '18', pertinence: '18', feasibility: '17', effect: '16', response: '15' });
  await clerk.send();
  await clerk.follow('列为入围', 'main table');
  await clerk.send();
  await clerk.open(dossier);
  await clerk.does('提请主任会议');
  assert.match(await clerk.text(), /待主任会议决定/);
  assert.ok(!(await clerk.offers()).some((t) => t.includes('登记主任会议决定')), 'the proposer does not record the decision');
  await head.open(dossier);
  await head.does('登记主任会议决定', { meeting_on: ago(world.server.today, 1), meeting: '常委会主任会议' });
  await head.does('公布', { number: '人发〔示例〕1号' });
  assert.match(await head.text(), /已公布/);
  await head.page.locator('main a[href*="/certificates/"]').first().click();
  await head.arrived();
  assert.match(await head.text(), /优秀代表建议/);
  const sheet = await head.page.pdf({ preferCSSPageSize: true });
  assert.match(sheet.toString('latin1'), /MediaBox \[ ?0 0 84[12][.\d]* 59[456]/, 'the certificate lies across');
  await head.page.emulateMedia({ media: 'print' });
  await head.page.screenshot({ path: join(world.out, 'certificate-print.png'), fullPage: true });
  await head.page.emulateMedia({ media: 'screen' });
  await head.open(`/suggestions?excellent=true`);
  assert.ok((await head.links(/^\/suggestions\/\d+$/)).length >= 1, 'the suggestion bears the mark');
}

export default {
  name: 'a year is scored and honoured, from the scheme to the certificate',
  async run(world, assert) {
    const [clerk, head, unit] = [await world.as('committee'), await world.as('committee_head'), await world.as('unit')];
    await scheme(world, assert, clerk, head);
    const dossier = await run(world, assert, clerk, head, unit);
    await units(world, assert, unit, head, dossier);
    await finished(world, assert, clerk);
    await award(world, assert, clerk, head, unit);
  },
};
